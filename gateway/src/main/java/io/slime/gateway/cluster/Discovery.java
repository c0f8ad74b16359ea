package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.metadata.store.StoreReport;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.store.StoreTable;
import io.slime.metadata.transaction.MetadataException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks which stores are there: the ones of this process, and those of every chunk server that the database names or an operator
 * named. Binds new ones to the cluster, reports what it saw, and tells {@link Cluster}.
 */
public final class Discovery {
    /** The URL of stores of this process. */
    public static final String LOCAL = "local:";

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Cluster cluster;
    private final Roundup roundup;
    private final StoreTable table;
    private final UUID gateway;
    private final TwinWatch twins;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    /**
     * Looks for stores on behalf of a gateway.
     *
     * @param own the stores of this process, which are always asked directly
     * @param threads runs what waits for stores
     */
    public Discovery(Cluster cluster, Stores own, StoreTable table, UUID gateway, Executor threads) {
        this.cluster = cluster;
        this.roundup = new Roundup(own.own(), own.servers(), threads);
        this.twins = new TwinWatch(roundup, gateway);
        this.table = table;
        this.gateway = gateway;
    }

    /**
     * Where stores are.
     *
     * @param own gives the stores of this process that are there now
     * @param servers the way to those of others
     */
    public record Stores(Supplier<List<ChunkStore>> own, ChunkServers servers) {
        /** Always the same stores. */
        public Stores(List<ChunkStore> own, ChunkServers servers) {
            this(always(own), servers);
        }

        private static Supplier<List<ChunkStore>> always(List<ChunkStore> own) {
            List<ChunkStore> copy = List.copyOf(own);
            return () -> copy;
        }
    }

    /**
     * Looks once at every store. Those that do not answer count as unreachable until the next pass.
     *
     * @throws MetadataException if the database does not answer; what was known stays
     */
    public synchronized void pass() {
        Map<UUID, KnownStore> before = cluster.known();
        Map<UUID, StoreRow> rows = table.list().stream().collect(Collectors.toMap(StoreRow::uuid, Function.identity()));
        Set<String> urls = new TreeSet<>(named);
        rows.values().stream()
                .map(StoreRow::url)
                .filter(url -> !url.startsWith(LOCAL))
                .forEach(urls::add);
        Map<UUID, List<Answer>> answers = new LinkedHashMap<>();
        Map<UUID, Answer> outOfOrder = new HashMap<>();
        for (Answer answer : roundup.ask(urls)) {
            UUID store = answer.status().uuid();
            if (inOrder(answer)) {
                answers.computeIfAbsent(store, uuid -> new ArrayList<>()).add(answer);
            } else {
                outOfOrder.put(store, answer);
            }
        }
        answers.keySet().forEach(cluster::toldStatus);
        Map<UUID, KnownStore> found = new HashMap<>();
        rows.forEach((uuid, row) ->
                Optional.ofNullable(outOfOrder.get(uuid)).ifPresent(answer -> found.put(uuid, absent(row, answer))));
        answers.forEach((uuid, live) -> found.put(uuid, judge(live, Optional.ofNullable(rows.get(uuid)))));
        table.report(found.values().stream()
                .filter(store -> store.row().isPresent())
                .flatMap(store -> store.status().stream().map(status -> report(status, store.error())))
                .toList());
        cluster.update(before, found, table::list);
    }

    /**
     * Asks the stores that did not answer lately whether they do by now, and looks at all stores if one does that was away: so little
     * work that it can be done every few seconds.
     *
     * @throws MetadataException as {@link #pass}
     */
    public synchronized void probe() {
        Map<UUID, KnownStore> away =
                cluster.away().stream().collect(Collectors.toMap(KnownStore::uuid, Function.identity()));
        if (away.isEmpty()) {
            return;
        }
        Set<String> urls = away.values().stream()
                .map(KnownStore::url)
                .filter(url -> !url.startsWith(LOCAL))
                .collect(Collectors.toSet());
        List<KnownStore> back = roundup.ask(urls).stream()
                .filter(Discovery::inOrder)
                .map(answer -> answer.status().uuid())
                .distinct()
                .flatMap(uuid -> Optional.ofNullable(away.get(uuid)).stream())
                .toList();
        back.forEach(store -> cluster.toldStatus(store.uuid()));
        if (back.stream().anyMatch(store -> store.status().isEmpty())) {
            pass();
        }
    }

    /**
     * Looks at a chunk server from now on, and takes its stores into the cluster.
     *
     * @return the stores that answer there
     * @throws ChunkException.Unreachable if nothing answers there
     * @throws ChunkException.ForeignCluster if a store belongs to another cluster; none was taken then
     */
    List<UUID> scan(String url) {
        List<Answer> there = roundup.at(url);
        for (Answer answer : there) {
            Optional<UUID> bound = answer.status().cluster();
            if (bound.isPresent() && !bound.get().equals(cluster.id())) {
                throw new ChunkException.ForeignCluster(foreign(answer, bound.get()));
            }
        }
        named.add(url);
        pass();
        return there.stream().map(answer -> answer.status().uuid()).toList();
    }

    /** Whether the store itself can be used; else its chunk server only says why it cannot: its directory is gone, it does not answer. */
    private static boolean inOrder(Answer answer) {
        return answer.status().error().isEmpty();
    }

    private static KnownStore absent(StoreRow row, Answer answer) {
        return KnownStore.absent(row).because(answer.status().error());
    }

    private KnownStore judge(List<Answer> live, Optional<StoreRow> row) {
        Answer first = live.getFirst();
        Optional<String> conflict = twins.conflict(live, row);
        Optional<String> refusal = conflict.isPresent() ? Optional.empty() : bind(first);
        boolean usable = conflict.isEmpty() && refusal.isEmpty();
        return new KnownStore(
                first.status().uuid(),
                first.url(),
                first.status().name(),
                usable ? Optional.of(take(first, row)) : row,
                Optional.of(first.status()),
                new KnownStore.Ways(
                        usable ? Optional.of(cluster.guard(first.store())) : Optional.empty(),
                        conflict.isPresent()
                                ? Optional.of(new TwinStores(first.status().uuid(), ours(live)))
                                : Optional.empty()),
                conflict.or(() -> refusal));
    }

    /** Of several directories with one UUID, those that belong to this cluster. */
    private List<ChunkStore> ours(List<Answer> live) {
        return live.stream()
                .filter(answer -> answer.status().cluster().equals(Optional.of(cluster.id())))
                .map(Answer::store)
                .toList();
    }

    private Optional<String> bind(Answer answer) {
        Optional<UUID> bound = answer.status().cluster();
        if (bound.isPresent()) {
            return bound.get().equals(cluster.id()) ? Optional.empty() : Optional.of(foreign(answer, bound.get()));
        }
        try {
            answer.store().bind(cluster.id());
            return Optional.empty();
        } catch (ChunkException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String foreign(Answer answer, UUID bound) {
        return "store " + answer.status().uuid() + " (" + answer.status().name() + ") belongs to cluster " + bound
                + ", not to " + cluster.id();
    }

    /** Keeps the store's row; a store of this process that a chunk server serves too keeps that server's URL. */
    private StoreRow take(Answer answer, Optional<StoreRow> row) {
        StoreStatus status = answer.status();
        boolean moved = row.isEmpty() || !row.get().name().equals(status.name());
        String domain = status.location()
                .domain()
                .orElseGet(() ->
                        moved ? KnownStore.hostOf(status.name()) : row.get().domain());
        boolean same = !moved && row.get().domain().equals(domain);
        if (same && (answer.url().equals(LOCAL) || row.get().url().equals(answer.url()))) {
            return row.get();
        }
        if (row.isEmpty()) {
            LOG.info("store {} ({}) joins the cluster", status.uuid(), status.name());
        }
        String url = answer.url().equals(LOCAL) ? row.map(StoreRow::url).orElse(LOCAL) : answer.url();
        return table.add(status.uuid(), url, status.name(), domain);
    }

    private StoreReport report(StoreStatus status, Optional<String> error) {
        return new StoreReport(
                status.uuid(),
                Instant.EPOCH,
                status.free(),
                status.capacity(),
                status.chunks(),
                status.quarantined(),
                error,
                status.session(),
                gateway);
    }
}
