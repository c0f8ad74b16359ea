package io.slime.gateway.durability;

import io.slime.metadata.placement.Placement;
import io.slime.metadata.tally.ExtentGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Extents whose chunks lie at the same places.
 *
 * @param need chunks that give one of them back
 * @param total chunks that each of them should have
 * @param counted what they are
 * @param named the stores that their placement names, whether or not a chunk is there
 * @param holders the stores that should have a chunk of each of them: all different
 */
record Group(int need, int total, ExtentGroup counted, List<UUID> named, List<UUID> holders) {
    /** Chunks that wait for repair are not there, unless their store was given up: what it still has is told by whether it answers. */
    static Group of(ExtentGroup counted, Placement placement, Predicate<UUID> dead) {
        List<UUID> named = new ArrayList<>();
        List<UUID> holders = new ArrayList<>();
        for (int index = 0; index < placement.stores().size(); index++) {
            Optional<UUID> store = placement.stores().get(index);
            store.ifPresent(named::add);
            boolean missing =
                    counted.missing().contains(index) && !store.map(dead::test).orElse(false);
            if (store.isPresent() && !counted.empty().contains(index) && !missing) {
                holders.add(store.get());
            }
        }
        return new Group(placement.redundancy().need(), placement.redundancy().total(), counted, named, holders);
    }

    Amount amount() {
        return new Amount(counted.extents(), counted.bytes());
    }

    /** Bytes of the chunks of one store, about. */
    long chunkBytes() {
        return Math.ceilDiv(counted.bytes(), (long) need);
    }

    /** How many more chunks may be lost if these are the stores there are; negative if too many are. */
    int spare(Set<UUID> there) {
        int chunks = 0;
        for (UUID store : holders) {
            chunks += there.contains(store) ? 1 : 0;
        }
        return chunks - need;
    }

    /** How many of the chunks that are there lie in each domain. */
    Map<String, Integer> byDomain(Map<UUID, String> domains, Set<UUID> there) {
        Map<String, Integer> counts = new TreeMap<>();
        for (UUID store : holders) {
            if (there.contains(store)) {
                counts.merge(domains.getOrDefault(store, ""), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** How many domains may fail, whichever they are: the fullest fail first. */
    int domainsThatMayFail(Map<UUID, String> domains, Set<UUID> there) {
        int spare = spare(there);
        int failures = 0;
        List<Integer> fullest = byDomain(domains, there).values().stream()
                .sorted((a, b) -> Integer.compare(b, a))
                .toList();
        for (int chunks : fullest) {
            spare -= chunks;
            if (spare < 0) {
                break;
            }
            failures++;
        }
        return failures;
    }
}
