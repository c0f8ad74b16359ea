package io.slime.gateway.doctor;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is wrong with the stores: where they are, how full, how long away. */
final class StoreChecks {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int FULL_PERCENT = 5;
    private static final int NEARLY_FULL_PERCENT = 10;

    private final List<StoreView> active;
    private final Redundancy redundancy;
    private final List<Finding> findings = new ArrayList<>();

    StoreChecks(List<StoreView> stores, Redundancy redundancy) {
        this.active = stores.stream().filter(store -> !store.dead()).toList();
        this.redundancy = redundancy;
    }

    List<Finding> run(Instant now) {
        away(now);
        drives();
        domains();
        space();
        return findings;
    }

    private void away(Instant now) {
        boolean all = true;
        for (StoreView store : active) {
            Duration age =
                    store.lastSeen().map(seen -> Duration.between(seen, now)).orElse(LONG);
            if (store.error().isPresent()) {
                all = false;
                findings.add(Finding.fail(store.name(), store.error().get(), "slime store show " + store.uuid()));
            } else if (!store.connected() && age.compareTo(LONG) >= 0) {
                all = false;
                findings.add(Finding.fail(
                        store.name(),
                        "unreachable for " + age.toMinutes() + " min",
                        "bring it back, or have its data rebuilt: slime store dead " + store.uuid()));
            }
        }
        if (all) {
            findings.add(Finding.ok("stores", active.size() + ", none of them long away"));
        }
    }

    /** Two stores on one drive are lost together. */
    private void drives() {
        Map<String, List<StoreView>> drives = active.stream()
                .filter(store -> store.drive().isPresent())
                .collect(
                        Collectors.groupingBy(store -> store.drive().orElseThrow(), TreeMap::new, Collectors.toList()));
        boolean apart = true;
        for (List<StoreView> together : drives.values()) {
            if (together.size() > 1) {
                apart = false;
                String others = together.stream().skip(1).map(StoreView::name).collect(Collectors.joining(", "));
                String found = "same file system as " + others + ": one drive that fails takes " + together.size()
                        + " stores with it";
                String next = "give each store a drive of its own, then drain the others: slime store dead STORE";
                findings.add(
                        together.size() > redundancy.parity()
                                ? Finding.fail(together.getFirst().name(), found + ", and data is lost", next)
                                : Finding.warn(together.getFirst().name(), found, next));
            }
        }
        if (apart) {
            findings.add(Finding.ok("drives", "each store has its own"));
        }
    }

    private void domains() {
        int total = redundancy.total();
        long domains = active.stream().map(StoreView::domain).distinct().count();
        if (active.size() < total) {
            findings.add(Finding.fail(
                    "redundancy",
                    redundancy.need() + " of " + total + " needs " + total + " stores, and there are " + active.size(),
                    "add stores, or: slime redundancy plan NEED TOTAL"));
            return;
        }
        long together = (total + domains - 1) / domains;
        if (together > redundancy.parity()) {
            findings.add(Finding.warn(
                    "domains",
                    domains + (domains == 1 ? " machine holds" : " machines hold") + " " + total
                            + " chunks of each extent: the failure of one makes data unreadable until it is back",
                    "add machines, or: slime redundancy plan NEED TOTAL"));
        } else {
            findings.add(Finding.ok(
                    "domains", domains + ", any of which may fail at " + redundancy.need() + " of " + total));
        }
    }

    private void space() {
        boolean room = true;
        for (StoreView store : active) {
            long percent = store.capacity() > 0 ? store.free() * 100 / store.capacity() : 100;
            if (store.connected() && percent < NEARLY_FULL_PERCENT) {
                room = false;
                String found = percent + "% free";
                String next = "add stores, or delete what is not needed";
                findings.add(
                        percent < FULL_PERCENT
                                ? Finding.fail(store.name(), found, next)
                                : Finding.warn(store.name(), found, next));
            }
        }
        if (room) {
            findings.add(Finding.ok("space", "every store has room"));
        }
    }
}
