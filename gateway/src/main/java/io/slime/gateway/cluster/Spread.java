package io.slime.gateway.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws stores: from the failure domains used least so far, and there by chance in proportion to free space. */
final class Spread {
    private final RandomGenerator random;

    Spread(RandomGenerator random) {
        this.random = random;
    }

    /** So many different stores, or all if there are fewer. */
    List<UUID> draw(List<Candidate> candidates, int count) {
        List<Candidate> left = new ArrayList<>(candidates);
        Map<String, Integer> used = new HashMap<>();
        List<UUID> drawn = new ArrayList<>();
        while (drawn.size() < count && !left.isEmpty()) {
            Candidate next = next(left, used);
            left.remove(next);
            used.merge(next.domain(), 1, Integer::sum);
            drawn.add(next.store());
        }
        return drawn;
    }

    /** One store besides those taken. */
    Optional<UUID> oneMore(List<Candidate> candidates, Collection<UUID> taken) {
        Set<UUID> without = Set.copyOf(taken);
        List<Candidate> left = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (Candidate candidate : candidates) {
            if (without.contains(candidate.store())) {
                used.merge(candidate.domain(), 1, Integer::sum);
            } else {
                left.add(candidate);
            }
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(next(left, used).store());
    }

    /** A number in [0, bound). */
    int below(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private Candidate next(List<Candidate> left, Map<String, Integer> used) {
        int fewest = left.stream()
                .mapToInt(candidate -> used.getOrDefault(candidate.domain(), 0))
                .min()
                .orElse(0);
        List<Candidate> best = left.stream()
                .filter(candidate -> used.getOrDefault(candidate.domain(), 0) == fewest)
                .toList();
        double sum = best.stream().mapToDouble(Spread::weight).sum();
        double point;
        synchronized (random) {
            point = random.nextDouble() * sum;
        }
        for (Candidate candidate : best) {
            point -= weight(candidate);
            if (point < 0) {
                return candidate;
            }
        }
        return best.getLast();
    }

    private static double weight(Candidate candidate) {
        return candidate.free() + 1.0;
    }
}
