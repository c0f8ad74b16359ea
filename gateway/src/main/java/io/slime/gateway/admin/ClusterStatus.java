package io.slime.gateway.admin;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the cluster is: what holds at one moment, and what follows from it.
 *
 * @param asOf when
 * @param redundancy of new objects
 * @param stores all of them
 * @param usable how many take new chunks
 * @param spare extents by the chunks that they may still lose, now; empty if not counted
 * @param lost extents that cannot be read even if every store that is not dead comes back
 * @param waiting extents that lack chunks and wait for repair
 * @param frozen why nothing is deleted, if nothing is
 */
record ClusterStatus(
        Instant asOf,
        Redundancy redundancy,
        List<StoreView> stores,
        int usable,
        Optional<Map<Integer, Long>> spare,
        long lost,
        long waiting,
        Optional<String> frozen) {
    /**
     * Something wrong.
     *
     * @param reason what
     * @param action what to do about it, where that is known
     */
    record Problem(String reason, Optional<String> action) {}

    String state() {
        return lost > 0 ? "lost" : unreadable() > 0 ? "unreadable" : problems().isEmpty() ? "ok" : "degraded";
    }

    private long unreadable() {
        return spare.map(counts -> counts.getOrDefault(-1, 0L)).orElse(0L);
    }

    String safety() {
        String kind = redundancy.need() + " of " + redundancy.total() + ". ";
        if (lost > 0) {
            return kind + count(lost, "extent") + " cannot be read any more.";
        }
        if (unreadable() > 0) {
            return kind + count(unreadable(), "extent") + " cannot be read at present.";
        }
        if (usable < redundancy.need()) {
            return kind + "Too few stores: nothing can be written.";
        }
        int failures = spare.flatMap(counts -> counts.keySet().stream().min(Integer::compare))
                .orElse(Math.min(redundancy.total(), usable) - redundancy.need());
        return kind
                + switch (failures) {
                    case 0 -> "No store can fail without losing data.";
                    case 1 -> "Any 1 store can fail without losing data.";
                    default -> "Any " + failures + " stores can fail without losing data.";
                };
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (StoreView store : stores) {
            ofStore(store).ifPresent(problems::add);
        }
        if (usable < redundancy.need()) {
            problems.add(new Problem(
                    count(usable, "store") + " can take chunks and " + redundancy.need()
                            + " are needed: nothing can be written.",
                    Optional.of("Bring stores back, or add some: slime store scan URL")));
        } else if (usable < redundancy.total()) {
            problems.add(new Problem(
                    count(usable, "store") + " can take chunks, so new objects lack "
                            + count(redundancy.total() - usable, "chunk") + " each.",
                    Optional.of("Bring stores back, or add some: slime store scan URL")));
        }
        if (waiting > 0) {
            problems.add(new Problem(count(waiting, "extent") + " lack chunks and wait for repair.", Optional.empty()));
        }
        frozen.ifPresent(why -> problems.add(new Problem("Nothing is deleted: " + why, Optional.empty())));
        return List.copyOf(problems);
    }

    private Optional<Problem> ofStore(StoreView store) {
        if (StoreJson.conflict(store)) {
            return Optional.of(new Problem(
                    store.name() + ": " + store.error().orElse(""),
                    Optional.of("Take one of the two directories away.")));
        }
        if (!store.dead() && !store.connected()) {
            String since = store.lastSeen()
                    .map(seen -> " for " + age(Duration.between(seen, asOf)))
                    .orElse("");
            return Optional.of(new Problem(
                    store.name() + " has been unreachable" + since + ".",
                    Optional.of("Bring it back, or: slime store dead " + store.name())));
        }
        return store.error().map(error -> new Problem(store.name() + ": " + error, Optional.empty()));
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
