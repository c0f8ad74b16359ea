package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What new objects of some redundancy survive on the stores that can be used now.
 *
 * @param usableStores stores that take new chunks
 * @param usableDomains their failure domains
 * @param chunks of each extent that there are stores for, at most {@code total}
 * @param perDomain most chunks of an extent that one failure domain must take; 0 if nothing can be written
 * @param stores how many stores may fail together, whichever they are; -1 if nothing can be written
 * @param domains how many failure domains may fail together, whichever they are; -1 if nothing can be written
 */
public record Survival(int usableStores, int usableDomains, int chunks, int perDomain, int stores, int domains) {
    static Survival of(Redundancy redundancy, List<Candidate> candidates) {
        int domains =
                (int) candidates.stream().map(Candidate::domain).distinct().count();
        int chunks = Math.min(redundancy.total(), candidates.size());
        int spare = chunks - redundancy.need();
        if (spare < 0) {
            return new Survival(candidates.size(), domains, chunks, 0, -1, -1);
        }
        int most = (int) leastCrowding(candidates, chunks);
        return new Survival(candidates.size(), domains, chunks, most, spare, spare / most);
    }

    /** The least number of stores that some failure domain must take when so many are drawn. */
    static long leastCrowding(List<Candidate> candidates, int width) {
        List<Long> sizes = List.copyOf(candidates.stream()
                .collect(Collectors.groupingBy(Candidate::domain, Collectors.counting()))
                .values());
        return IntStream.rangeClosed(1, width)
                .filter(most ->
                        sizes.stream().mapToLong(size -> Math.min(size, most)).sum() >= width)
                .findFirst()
                .orElse(width);
    }
}
