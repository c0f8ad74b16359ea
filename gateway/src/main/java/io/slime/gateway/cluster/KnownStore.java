package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.StoreStatus;
import io.slime.metadata.store.StoreReport;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.store.StoreState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * All that is known of one store.
 *
 * @param uuid its identity
 * @param url where it is, or was last
 * @param name {@code host:/directory}
 * @param row what the database holds, if it knows the store
 * @param status what it said itself in the last pass, if it answered
 * @param ways how to reach it
 * @param error why it is out of order, if it is
 */
record KnownStore(
        UUID uuid,
        String url,
        String name,
        Optional<StoreRow> row,
        Optional<StoreStatus> status,
        Ways ways,
        Optional<String> error) {
    /**
     * Ways to a store.
     *
     * @param use to read and write, if it may be used
     * @param read to read only, while it is in CONFLICT
     */
    record Ways(Optional<GuardedStore> use, Optional<TwinStores> read) {
        static final Ways NONE = new Ways(Optional.empty(), Optional.empty());
    }

    /** A store that the database knows and that did not answer. */
    static KnownStore absent(StoreRow row) {
        return new KnownStore(
                row.uuid(),
                row.url(),
                row.name(),
                Optional.of(row),
                Optional.empty(),
                Ways.NONE,
                row.report().flatMap(StoreReport::error));
    }

    /** The same, with the reason that was told. */
    KnownStore because(Optional<String> reason) {
        return new KnownStore(uuid, url, name, row, status, ways, reason);
    }

    boolean dead() {
        return row.map(known -> known.state() == StoreState.DEAD).orElse(false);
    }

    String domain() {
        return status.flatMap(told -> told.location().domain())
                .or(() -> row.map(StoreRow::domain))
                .orElseGet(() -> hostOf(name));
    }

    /** The file system that it is on; stores with the same one share its space. */
    Optional<String> drive() {
        return status.flatMap(told -> told.location().drive());
    }

    /** Whether new chunks may go there, as far as the last pass knows. */
    boolean writable() {
        return row.isPresent() && !dead() && ways.use().isPresent() && error.isEmpty();
    }

    KnownStore with(Optional<StoreRow> newer) {
        return new KnownStore(uuid, url, name, newer, status, ways, error);
    }

    /** The same as it told just now. */
    KnownStore told(StoreStatus now) {
        return new KnownStore(uuid, url, name, row, Optional.of(now), ways, error);
    }

    StoreView view(boolean answers) {
        Optional<StoreReport> report = row.flatMap(StoreRow::report);
        return new StoreView(
                uuid,
                url,
                name,
                domain(),
                dead(),
                answers,
                report.map(StoreReport::lastSeen).or(Optional::<Instant>empty),
                number(status.map(StoreStatus::free), report.map(StoreReport::free)),
                number(status.map(StoreStatus::capacity), report.map(StoreReport::capacity)),
                number(status.map(StoreStatus::chunks), report.map(StoreReport::chunks)),
                number(status.map(StoreStatus::quarantined), report.map(StoreReport::quarantined)),
                status.map(StoreStatus::scrub),
                drive(),
                error);
    }

    /** The failure domain of a store by default: the host in its name. */
    static String hostOf(String name) {
        int colon = name.indexOf(":/");
        return colon > 0 ? name.substring(0, colon) : name;
    }

    private static long number(Optional<Long> now, Optional<Long> reported) {
        return now.or(() -> reported).orElse(0L);
    }
}
