package io.slime.gateway.admin;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.DurabilityReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the cluster is: what holds at one moment, and what follows from it.
 *
 * @param asOf when
 * @param redundancy of the cluster's new objects
 * @param others of storage classes and buckets, by what they are called
 * @param stores all of them
 * @param usable how many take new chunks
 * @param usableBytes bytes of new objects that fit
 * @param durability how much may fail
 * @param waiting extents that lack chunks and wait for repair
 * @param frozen why nothing is deleted, if nothing is
 */
record ClusterStatus(
        Instant asOf,
        Redundancy redundancy,
        Map<String, Redundancy> others,
        List<StoreView> stores,
        int usable,
        long usableBytes,
        DurabilityReport durability,
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
        return lost() > 0
                ? "lost"
                : unreadable() > 0 ? "unreadable" : problems().isEmpty() ? "ok" : "degraded";
    }

    private long lost() {
        return durability.lost().extents();
    }

    private long unreadable() {
        return durability.unreadable().extents();
    }

    String safety() {
        return Safety.sentence(redundancy, usable, durability);
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (StoreView store : stores) {
            ofStore(store).ifPresent(problems::add);
        }
        if (usable < redundancy.need()) {
            problems.add(new Problem(
                    Safety.count(usable, "store") + " can take chunks and " + redundancy.need()
                            + " are needed: nothing can be written.",
                    Optional.of("Bring stores back, or add some: slime store scan URL")));
        } else if (usable < redundancy.total()) {
            problems.add(new Problem(
                    Safety.count(usable, "store") + " can take chunks, so new objects lack "
                            + Safety.count(redundancy.total() - usable, "chunk") + " each.",
                    Optional.of("Bring stores back, or add some: slime store scan URL")));
        }
        others.forEach((name, other) -> ofOther(name, other).ifPresent(problems::add));
        if (waiting > 0) {
            problems.add(new Problem(
                    Safety.count(waiting, "extent") + " lack chunks and wait for repair.", Optional.empty()));
        }
        frozen.ifPresent(why -> problems.add(new Problem("Nothing is deleted: " + why, Optional.empty())));
        return List.copyOf(problems);
    }

    /** Only what the cluster's own redundancy does not have wrong, too. */
    private Optional<Problem> ofOther(String name, Redundancy other) {
        Optional<String> action = Optional.of("Bring stores back, or add some: slime store scan URL");
        if (usable < other.need() && usable >= redundancy.need()) {
            return Optional.of(new Problem(
                    name + " needs " + Safety.count(other.need(), "store") + " and " + usable
                            + " can take chunks: nothing of it can be written.",
                    action));
        }
        if (usable < other.total() && usable >= redundancy.total()) {
            return Optional.of(new Problem(
                    Safety.count(usable, "store") + " can take chunks, so new objects of " + name + " lack "
                            + Safety.count(other.total() - usable, "chunk") + " each.",
                    action));
        }
        return Optional.empty();
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
                    store.name() + " has been unreachable" + since
                            + store.error().map(error -> ": " + error).orElse("."),
                    Optional.of("Bring it back, or: slime store dead " + store.name())));
        }
        return store.error().map(error -> new Problem(store.name() + ": " + error, Optional.empty()));
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
