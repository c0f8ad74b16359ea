package io.slime.gateway.cluster;

import io.slime.metadata.store.StoreReport;
import io.slime.metadata.store.StoreRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Notices two live directories with one UUID, of which one must be a copy: both are seen by this gateway, or one by this and the
 * other by another gateway, which goes on reporting it. Used by one thread at a time.
 */
final class TwinWatch {
    private final Roundup roundup;
    private final UUID gateway;
    private final Map<UUID, Instant> elsewhere = new HashMap<>();

    TwinWatch(Roundup roundup, UUID gateway) {
        this.roundup = roundup;
        this.gateway = gateway;
    }

    /** What is wrong with a store that answered so, given its row. */
    Optional<String> conflict(List<Answer> live, Optional<StoreRow> row) {
        Answer first = live.getFirst();
        for (Answer other : live.subList(1, live.size())) {
            if (bothLive(first, other)) {
                return Optional.of(reason(
                        first.status().name() + " at " + first.url(),
                        other.status().name() + " at " + other.url()));
            }
        }
        return reportedElsewhere(first, row.flatMap(StoreRow::report))
                ? Optional.of(reason(first.status().name() + " at " + first.url(), "one that another gateway reaches"))
                : Optional.empty();
    }

    /** Sessions differ, and still do when both are asked again: it was no restart in between. */
    private boolean bothLive(Answer first, Answer other) {
        UUID session = first.status().session();
        return !other.status().session().equals(session)
                && roundup.again(first)
                        .filter(now -> now.session().equals(session))
                        .isPresent()
                && roundup.again(other)
                        .filter(now -> !now.session().equals(session))
                        .isPresent();
    }

    /** Another gateway reported another session, and did so again since this was noticed first. */
    private boolean reportedElsewhere(Answer seen, Optional<StoreReport> report) {
        UUID store = seen.status().uuid();
        Optional<Instant> other = report.filter(it -> !it.reporter().equals(gateway)
                        && !it.session().equals(seen.status().session()))
                .map(StoreReport::lastSeen);
        if (other.isEmpty()) {
            elsewhere.remove(store);
            return false;
        }
        Instant before = elsewhere.put(store, other.get());
        return before != null && other.get().isAfter(before);
    }

    private static String reason(String one, String other) {
        return "CONFLICT: " + one + " and " + other + " have one UUID, so one is a copy: remove it, or format it anew;"
                + " until then the store is only read";
    }
}
