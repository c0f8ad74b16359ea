package io.slime.gateway.doctor;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks at everything that is often set up wrong, when it is asked. */
public final class Doctor {
    /** The setting that holds when the last backup was taken. */
    static final String LAST_BACKUP = "last-backup";

    /** The setting that holds the mark of the master key of which a copy was shown. */
    static final String KEY_COPY = "master-key-copy";

    private static final Duration EXPIRY = Duration.ofDays(21);
    private static final int REASONS = 5;

    private final Metadata metadata;
    private final StoreAdministration stores;
    private final Surroundings surroundings;
    private final InstantSource clock;

    /** Looks at these. */
    public Doctor(Metadata metadata, StoreAdministration stores, Surroundings surroundings, InstantSource clock) {
        this.metadata = metadata;
        this.stores = stores;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /**
     * What is around this gateway.
     *
     * @param masterKey the mark of its master key
     * @param clocks by how much the clock of the chunk server at a URL is ahead; empty if it does not tell
     * @param certificates until when the certificates of the listeners hold, by file
     */
    public record Surroundings(
            String masterKey,
            Function<String, Optional<Duration>> clocks,
            Supplier<Map<String, Instant>> certificates) {}

    /** All findings; those that are bad are not sorted out. */
    public List<Finding> examine() {
        Instant now = clock.instant();
        List<StoreView> views = stores.list();
        Redundancy redundancy = stores.redundancy();
        List<Finding> all = new ArrayList<>(new StoreChecks(views, redundancy).run(now));
        all.addAll(DatabaseCalls.ask(() -> new DatabaseChecks(metadata, clock).run()));
        views.stream()
                .filter(store -> store.connected() && store.url().startsWith("http"))
                .map(StoreView::url)
                .distinct()
                .forEach(url -> surroundings
                        .clocks()
                        .apply(url)
                        .ifPresent(ahead -> all.add(DatabaseChecks.judged("clock of " + url, ahead))));
        all.addAll(DatabaseCalls.ask(() -> new CopyChecks(metadata, surroundings.masterKey()).run(now)));
        repairs(all);
        surroundings
                .certificates()
                .get()
                .forEach((file, end) -> all.add(certificate(file, Duration.between(now, end))));
        return all;
    }

    private void repairs(List<Finding> all) {
        Map<String, Long> postponed = DatabaseCalls.ask(() -> metadata.repairs().postponed(REASONS));
        postponed.forEach((reason, extents) ->
                all.add(Finding.warn("repair", extents + " extents wait: " + reason, "slime repair status")));
        if (postponed.isEmpty()) {
            all.add(Finding.ok("repair", "nothing is stuck"));
        }
    }

    private static Finding certificate(String file, Duration left) {
        String next = "renew it; it is read anew by itself";
        if (left.isNegative()) {
            return Finding.fail(file, "the certificate has expired", next);
        }
        String found = "the certificate holds for " + left.toDays() + " days";
        return left.compareTo(EXPIRY) < 0 ? Finding.warn(file, found, next) : Finding.ok(file, found);
    }

    /** When the last backup was taken. */
    public Optional<Instant> lastBackup() {
        return DatabaseCalls.ask(() -> metadata.settings().get(LAST_BACKUP)).flatMap(CopyChecks::instant);
    }

    /** Remembers that a backup was taken. */
    public void backedUp() {
        String now = clock.instant().toString();
        DatabaseCalls.ask(() -> {
            metadata.settings().set(LAST_BACKUP, "\"" + now + "\"");
            return true;
        });
    }

    /** Remembers that there is a copy of the master key; false if the mark is that of another key. */
    public boolean keyCopied(String mark) {
        if (!mark.equals(surroundings.masterKey())) {
            return false;
        }
        DatabaseCalls.ask(() -> {
            metadata.settings().set(KEY_COPY, "\"" + mark + "\"");
            return true;
        });
        return true;
    }
}
