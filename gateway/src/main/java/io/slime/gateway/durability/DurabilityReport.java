package io.slime.gateway.durability;

import io.slime.gateway.cluster.StoreView;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How much may fail, at one moment. A chunk counts if its slot was filled, it does not wait for repair, and its store answers.
 * Unreachable stores count as failed already, for now; {@link #lost} tells what is gone for good.
 */
public final class DurabilityReport {
    private final Instant asOf;
    private final boolean whole;
    private final List<Group> groups;
    private final List<StoreView> stores;
    private final Map<UUID, String> domains;
    private final Set<UUID> there;

    DurabilityReport(Instant asOf, boolean whole, List<Group> groups, List<StoreView> stores, Set<UUID> without) {
        this.asOf = asOf;
        this.whole = whole;
        this.groups = groups;
        this.stores = List.copyOf(stores);
        this.domains = stores.stream().collect(Collectors.toMap(StoreView::uuid, StoreView::domain));
        this.there = stores.stream()
                .filter(store -> store.connected() && !conflict(store))
                .map(StoreView::uuid)
                .filter(store -> !without.contains(store))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean conflict(StoreView store) {
        return store.error().filter(error -> error.startsWith("CONFLICT")).isPresent();
    }

    /** When the extents were counted. */
    public Instant asOf() {
        return asOf;
    }

    /** Whether everything that waits for repair is in it; if not, the most urgent is. */
    public boolean whole() {
        return whole;
    }

    /** The same if these stores were gone too. */
    public DurabilityReport without(Collection<UUID> gone) {
        Set<UUID> without = new HashSet<>(gone);
        stores.stream()
                .map(StoreView::uuid)
                .filter(store -> !there.contains(store))
                .forEach(without::add);
        return new DurabilityReport(asOf, whole, groups, stores, without);
    }

    /** All there is. */
    public Amount all() {
        return groups.stream().map(Group::amount).reduce(Amount.NONE, Amount::plus);
    }

    /** What is coded in another way. */
    public Amount codedOtherwise(int need, int total) {
        return groups.stream()
                .filter(group -> group.need() != need || group.total() != total)
                .map(Group::amount)
                .reduce(Amount.NONE, Amount::plus);
    }

    /** What there is by the chunks that it may still lose; -1: it cannot be read. */
    public Map<Integer, Amount> spare() {
        Map<Integer, Amount> histogram = new TreeMap<>();
        groups.forEach(group -> histogram.merge(Math.max(-1, group.spare(there)), group.amount(), Amount::plus));
        return histogram;
    }

    /** What cannot be read with the stores that answer. */
    public Amount unreadable() {
        return spare().getOrDefault(-1, Amount.NONE);
    }

    /** What cannot be read even if every store that was not given up comes back. */
    public Amount lost() {
        Set<UUID> returning = stores.stream()
                .filter(store -> store.connected() || !store.dead())
                .map(StoreView::uuid)
                .collect(Collectors.toSet());
        return groups.stream()
                .filter(group -> group.spare(returning) < 0)
                .map(Group::amount)
                .reduce(Amount.NONE, Amount::plus);
    }

    /** How many stores may fail, whichever they are, without anything becoming unreadable that is not already; empty if there is nothing. */
    public OptionalInt anyStores() {
        return groups.stream()
                .mapToInt(group -> group.spare(there))
                .filter(spare -> spare >= 0)
                .min();
    }

    /** The same for domains. */
    public OptionalInt anyDomains() {
        return groups.stream()
                .filter(group -> group.spare(there) >= 0)
                .mapToInt(group -> group.domainsThatMayFail(domains, there))
                .min();
    }

    /** How many domains the stores that answer are in. */
    public int domains() {
        return (int) there.stream().map(domains::get).distinct().count();
    }

    /** What each store that answers would take with it, by UUID. */
    public List<Loss> losingStore() {
        Losses losses = new Losses(there);
        there.forEach(store -> losses.mention(store.toString()));
        for (Group group : groups) {
            Map<String, Integer> chunks = new HashMap<>();
            group.holders().stream().filter(there::contains).forEach(store -> chunks.put(store.toString(), 1));
            losses.add(group, chunks);
        }
        return losses.list(name -> active(UUID.fromString(name)));
    }

    /** What each domain would take with it, by name. */
    public List<Loss> losingDomain() {
        Losses losses = new Losses(there);
        there.forEach(store -> losses.mention(domains.getOrDefault(store, "")));
        groups.forEach(group -> losses.add(group, group.byDomain(domains, there)));
        return losses.list(name -> (int) stores.stream()
                .filter(store -> there.contains(store.uuid())
                        && !store.dead()
                        && !store.domain().equals(name))
                .count());
    }

    private int active(UUID except) {
        return (int) stores.stream()
                .filter(store -> there.contains(store.uuid())
                        && !store.dead()
                        && !store.uuid().equals(except))
                .count();
    }

    /** How many extents lie on placements that name a store, their empty slots included. */
    public long naming(UUID store) {
        return groups.stream()
                .filter(group -> group.named().contains(store))
                .mapToLong(group -> group.counted().extents())
                .sum();
    }

    /** The groups that cannot be read. */
    List<Group> unreadableGroups() {
        return groups.stream().filter(group -> group.spare(there) < 0).toList();
    }
}
