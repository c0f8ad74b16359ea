package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.metadata.store.StoreRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registry of stores: those of this process and those that discovery found, with what was last seen of each. It is empty until
 * the first pass of {@link Discovery}.
 */
public final class Cluster {
    private final UUID id;
    private final LongSupplier nanos;
    private final AtomicLong version = new AtomicLong();
    private final AtomicLong arrivals = new AtomicLong();
    private final Map<UUID, Circuit> circuits = new ConcurrentHashMap<>();
    private volatile Map<UUID, KnownStore> known = Map.of();
    private volatile Writable writable = new Writable(-1, List.of());

    /** The candidates of a version. */
    private record Writable(long version, List<Candidate> candidates) {}

    /** The cluster of that id; the clock counts nanoseconds from anywhere. */
    public Cluster(UUID id, LongSupplier nanos) {
        this.id = id;
        this.nanos = nanos;
    }

    /** The id of the cluster. */
    public UUID id() {
        return id;
    }

    /** The store, if it can be reached now and is not in CONFLICT; one that failed again and again is left alone for some seconds. */
    public Optional<ChunkStore> reach(UUID store) {
        KnownStore found = known.get(store);
        return found != null && found.ways().use().isPresent() && circuit(store).allows()
                ? Optional.of(found.ways().use().get())
                : Optional.empty();
    }

    /** The store even though it failed lately, or is in CONFLICT and only read: for the caller that has no other. */
    public Optional<ChunkStore> lastResort(UUID store) {
        KnownStore found = known.get(store);
        if (found == null) {
            return Optional.empty();
        }
        return found.ways()
                .use()
                .<ChunkStore>map(way -> way)
                .or(() -> found.ways().read());
    }

    /** Takes note that a store did not come back in time. */
    public void stalled(UUID store) {
        circuit(store).stalled();
    }

    /** Grows whenever a store can be reached that could not be before. */
    public long arrivals() {
        return arrivals.get();
    }

    /** The stores that can be reached, as far as is known: no store is probed. */
    public Set<UUID> present() {
        return known.values().stream()
                .filter(store ->
                        store.ways().use().isPresent() && circuit(store.uuid()).healthy())
                .map(KnownStore::uuid)
                .collect(Collectors.toSet());
    }

    /** The stores that were not given up and did not answer lately. */
    List<KnownStore> away() {
        return known.values().stream()
                .filter(store -> !store.dead())
                .filter(store ->
                        store.status().isEmpty() || !circuit(store.uuid()).healthy())
                .toList();
    }

    /** Takes note that a store told how it is. */
    void toldStatus(UUID store) {
        circuit(store).toldStatus();
    }

    /** Whether the operator gave the store up, or forgot it. */
    public boolean lost(UUID store) {
        KnownStore found = known.get(store);
        return found == null ? !known.isEmpty() : found.dead();
    }

    /** Every store that the database knows or that was seen, by UUID. */
    public List<StoreView> views() {
        return known.values().stream()
                .map(store -> store.view(
                        store.status().isPresent() && circuit(store.uuid()).healthy()))
                .sorted(Comparator.comparing(StoreView::uuid))
                .toList();
    }

    /** The other clusters to which stores belong that answer, but are not used for that reason. */
    public Set<UUID> strangers() {
        return known.values().stream()
                .flatMap(store -> store.status().flatMap(StoreStatus::cluster).stream())
                .filter(cluster -> !cluster.equals(id))
                .collect(Collectors.toSet());
    }

    /** How many ACTIVE stores can be reached now. */
    public int usable() {
        return candidates().size();
    }

    /** The stores that may take new chunks now. */
    List<Candidate> candidates() {
        long now = version.get();
        Writable last = writable;
        if (last.version() != now) {
            last = new Writable(now, selectCandidates());
            writable = last;
        }
        return last.candidates();
    }

    /** Stores of one drive share its free space, so each has its part of it. */
    private List<Candidate> selectCandidates() {
        List<KnownStore> usable = known.values().stream()
                .filter(store -> store.writable() && circuit(store.uuid()).healthy())
                .toList();
        Map<String, Long> sharing =
                usable.stream().collect(Collectors.groupingBy(Cluster::drive, Collectors.counting()));
        return usable.stream()
                .map(store -> new Candidate(
                        store.uuid(),
                        store.domain(),
                        store.status().map(StoreStatus::free).orElse(0L) / sharing.getOrDefault(drive(store), 1L)))
                .sorted(Comparator.comparing(Candidate::store))
                .toList();
    }

    private static String drive(KnownStore store) {
        return store.drive().orElseGet(() -> store.uuid().toString());
    }

    /** One store as this gateway sees it, if it is known. */
    public Optional<StoreView> view(UUID store) {
        return Optional.ofNullable(known.get(store))
                .map(found ->
                        found.view(found.status().isPresent() && circuit(store).healthy()));
    }

    /** Grows whenever {@link #candidates} may have changed. */
    long version() {
        return version.get();
    }

    /** What is known of one store. */
    Optional<KnownStore> find(UUID store) {
        return Optional.ofNullable(known.get(store));
    }

    /** What is known of every store: for a pass that begins. */
    Map<UUID, KnownStore> known() {
        return known;
    }

    /**
     * Takes what a pass found. What a store told of itself meanwhile is newer, and so may rows be: they are asked for here, so that
     * none overtakes another.
     *
     * @param before what was known when the pass began
     * @param found what answered
     * @param rows asks the database
     */
    synchronized void update(Map<UUID, KnownStore> before, Map<UUID, KnownStore> found, Supplier<List<StoreRow>> rows) {
        Map<UUID, StoreRow> byId = byId(rows);
        Map<UUID, KnownStore> newer = new HashMap<>();
        byId.forEach((uuid, row) -> newer.put(uuid, KnownStore.absent(row)));
        found.forEach((uuid, store) -> newer.put(
                uuid,
                toldSince(before.get(uuid), uuid)
                        .map(store::told)
                        .orElse(store)
                        .with(Optional.ofNullable(byId.get(uuid)))));
        replace(newer);
    }

    private Optional<StoreStatus> toldSince(@Nullable KnownStore before, UUID store) {
        KnownStore now = known.get(store);
        return before == null || now == null || now.status().equals(before.status()) ? Optional.empty() : now.status();
    }

    private void replace(Map<UUID, KnownStore> found) {
        Set<UUID> before = present();
        known = Map.copyOf(found);
        circuits.keySet().retainAll(found.keySet());
        version.incrementAndGet();
        if (!before.containsAll(present())) {
            arrivals.incrementAndGet();
        }
    }

    /** Takes the rows of the database anew, which are asked for here, so that none overtakes another; what was seen stays. */
    synchronized void refresh(Supplier<List<StoreRow>> rows) {
        Map<UUID, StoreRow> byId = byId(rows);
        replace(known.values().stream()
                .filter(store -> store.status().isPresent() || byId.containsKey(store.uuid()))
                .map(store -> store.with(Optional.ofNullable(byId.get(store.uuid()))))
                .collect(Collectors.toMap(KnownStore::uuid, store -> store)));
    }

    private static Map<UUID, StoreRow> byId(Supplier<List<StoreRow>> rows) {
        return rows.get().stream().collect(Collectors.toMap(StoreRow::uuid, row -> row));
    }

    /** Takes what a store told of itself between two passes. */
    synchronized void told(StoreStatus status) {
        KnownStore found = known.get(status.uuid());
        if (found != null) {
            Map<UUID, KnownStore> newer = new HashMap<>(known);
            newer.put(status.uuid(), found.told(status));
            replace(newer);
        }
    }

    GuardedStore guard(ChunkStore store) {
        return new GuardedStore(store, circuit(store.uuid()));
    }

    private void arrived() {
        version.incrementAndGet();
        arrivals.incrementAndGet();
    }

    private Circuit circuit(UUID store) {
        Circuit there = circuits.get(store);
        return there != null
                ? there
                : circuits.computeIfAbsent(store, uuid -> new Circuit(nanos, version::incrementAndGet, this::arrived));
    }
}
