package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.store.StoreTable;
import io.slime.metadata.transaction.MetadataException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** What an operator may do to stores and to the redundancy; each returns when it is done. */
public final class StoreAdministration {
    private final Cluster cluster;
    private final Discovery discovery;
    private final StoreTable table;
    private final RedundancySetting redundancy;
    private final RedundancyAdministration redundancies;

    /** Administers the stores of that cluster. */
    public StoreAdministration(Cluster cluster, Discovery discovery, StoreTable table, RedundancySetting redundancy) {
        this.cluster = cluster;
        this.discovery = discovery;
        this.table = table;
        this.redundancy = redundancy;
        this.redundancies = new RedundancyAdministration(redundancy);
    }

    /** All stores, by name. */
    public List<StoreView> list() {
        return cluster.views().stream()
                .sorted(Comparator.comparing(StoreView::name).thenComparing(StoreView::uuid))
                .toList();
    }

    /**
     * Looks for stores at a chunk server and takes them into the cluster.
     *
     * @return the stores found there
     * @throws StorageException.Refused if the URL is malformed, nothing answers there, or a store belongs to another cluster
     */
    public List<UUID> scan(String url) {
        String origin = origin(url);
        try {
            return asked(() -> discovery.scan(origin));
        } catch (ChunkException e) {
            throw new StorageException.Refused("no stores were taken from " + origin + ": " + e.getMessage());
        }
    }

    /** Looks again at every chunk server that is known. */
    public void rescan() {
        asked(() -> {
            discovery.pass();
            return true;
        });
    }

    /**
     * Gives a store up, or takes that back.
     *
     * @throws StorageException.Refused if there is no such store
     */
    public void setDead(UUID store, boolean dead) {
        boolean there = asked(() -> table.set(store, dead ? StoreState.DEAD : StoreState.ACTIVE));
        if (!there) {
            throw new StorageException.Refused("no store " + store);
        }
        refresh();
    }

    /**
     * Forgets a store.
     *
     * @throws StorageException.Refused unless it is dead, not connected, and nothing depends on it
     */
    public void delete(UUID store) {
        if (cluster.find(store).filter(known -> known.status().isPresent()).isPresent()) {
            throw new StorageException.Refused("store " + store + " is connected: disconnect it first");
        }
        switch (asked(() -> table.remove(store))) {
            case REMOVED -> refresh();
            case UNKNOWN -> throw new StorageException.Refused("no store " + store);
            case ACTIVE -> throw new StorageException.Refused("store " + store + " is not dead: set it dead first");
            case IN_USE ->
                throw new StorageException.Refused(
                        "store " + store + " is still in use: its chunks are not all rebuilt elsewhere yet");
        }
    }

    /**
     * Tells a store's scrub what to do; the store itself remembers it.
     *
     * @throws StorageException.Refused if the store cannot be reached, or refuses
     */
    public void scrub(UUID store, ScrubOrder order) {
        ChunkStore reached = cluster.lastResort(store)
                .orElseThrow(() -> new StorageException.Refused("store " + store + " cannot be reached"));
        try {
            cluster.told(reached.scrub(order));
        } catch (ChunkException e) {
            throw new StorageException.Refused("its scrub got no order: " + e.getMessage());
        }
    }

    /** Bytes that objects may still take, after redundancy, ≥ 0. */
    public long usableBytes() {
        return UsableSpace.of(
                cluster.candidates().stream().mapToLong(Candidate::free).toArray(), redundancy.now());
    }

    /** What new objects of that redundancy survive on the stores that can be used now. */
    public Survival survival(Redundancy planned) {
        return Survival.of(planned, cluster.candidates());
    }

    /** The redundancy of the cluster, of storage classes and of buckets. */
    public RedundancyAdministration redundancies() {
        return redundancies;
    }

    /** The redundancy of the cluster's new objects. */
    public Redundancy redundancy() {
        return redundancy.now();
    }

    /** {@link #setRedundancy(Redundancy, boolean)} for new objects only. */
    public void setRedundancy(Redundancy wanted) {
        setRedundancy(wanted, false);
    }

    /**
     * Sets the redundancy of the cluster's new objects; it holds on every gateway within 5 seconds, on this one at once.
     *
     * @param rewrite whether what is stored already is coded anew in the background; without it a rewrite under way ends
     */
    public void setRedundancy(Redundancy wanted, boolean rewrite) {
        redundancies.setCluster(wanted, rewrite);
    }

    /** Takes from the database what it says of stores, which another gateway may have changed. */
    public void reread() {
        refresh();
    }

    private void refresh() {
        cluster.refresh(() -> asked(table::list));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (MetadataException.OutcomeUnknown e) {
            throw new StorageException.OutcomeUnknown("the database did not say how it ended", e);
        } catch (MetadataException e) {
            throw new StorageException.Unavailable("the database does not answer: " + e.getMessage(), e);
        }
    }

    /** Scheme, host and port in lower case, and nothing else. */
    private static String origin(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            boolean bare = (path.isEmpty() || path.equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null || !bare) {
                throw new StorageException.Refused(
                        "not the URL of a chunk server: '" + url + "', expected http://host:port");
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException e) {
            throw new StorageException.Refused("not a URL: '" + url + "', expected http://host:port");
        }
    }
}
