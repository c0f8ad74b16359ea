package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.backup.BackupHeader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Builds the metadata anew from the stores alone, in an empty database: what the journal has, and then whole objects that were
 * written behind its end, from what their chunks tell.
 */
public final class Rebuild {
    private final MetadataConfig config;
    private final Map<ChunkStore, String> urls;
    private final OpenStores stores;

    /**
     * Into that database.
     *
     * @param urls the stores, each with the URL under which gateways will find it
     */
    public Rebuild(MetadataConfig config, Map<ChunkStore, String> urls) {
        this.config = config;
        this.urls = new LinkedHashMap<>(urls);
        this.stores = new OpenStores(this.urls.keySet().stream().toList());
    }

    /**
     * What was brought back.
     *
     * @param last the last entry of the journal that was used; empty if there was none, and then users, keys, buckets and settings
     *     are not known
     * @param entries how many entries
     * @param lost entries that were there but of no use, because one before them was missing
     * @param accepted what came back from chunks; empty, with deletion frozen, if a store that is known is missing
     * @param unfinished why not
     */
    public record Report(
            Optional<BackupHeader> last,
            int entries,
            long lost,
            Optional<AcceptReport> accepted,
            Optional<String> unfinished) {}

    /**
     * Does it.
     *
     * @throws IOException if the stores are not of one cluster, or the journal cannot be used
     * @throws io.slime.metadata.transaction.MetadataException if the database does not answer or is not empty
     */
    public Report run() throws IOException {
        UUID cluster = cluster();
        History history = History.find(stores);
        if (history.last().isPresent()) {
            Metadata.restore(config, history.streams(), "the journal in the stores");
        }
        try (Metadata metadata = Metadata.open(config)) {
            if (!metadata.cluster().equals(cluster) && !metadata.takeOver(cluster)) {
                throw new IOException("the database is not empty; metadata is only rebuilt in an empty one");
            }
            know(metadata);
            return accept(metadata, history);
        }
    }

    private Report accept(Metadata metadata, History history) {
        Optional<AcceptReport> accepted = Optional.empty();
        Optional<String> unfinished = Optional.empty();
        try {
            accepted = Optional.of(new Acceptance(metadata, stores).run(Acceptance.Mode.ADOPT));
        } catch (StorageException e) {
            unfinished = Optional.of(e.reason());
        }
        return new Report(history.last(), history.size(), history.lost(), accepted, unfinished);
    }

    private UUID cluster() throws IOException {
        Set<UUID> clusters = stores.reachable().stream()
                .flatMap(store -> store.status().cluster().stream())
                .collect(Collectors.toSet());
        if (clusters.size() != 1) {
            throw new IOException(
                    clusters.isEmpty()
                            ? "the stores belong to no cluster: there is nothing to rebuild"
                            : "the stores belong to several clusters: " + clusters);
        }
        return clusters.iterator().next();
    }

    /** Tells the database of stores that joined after the journal's end. */
    private void know(Metadata metadata) {
        urls.forEach((store, url) -> {
            if (metadata.stores().find(store.uuid()).isEmpty()) {
                StoreStatus status = store.status();
                int colon = status.name().indexOf(':');
                metadata.stores()
                        .add(
                                status.uuid(),
                                url,
                                status.name(),
                                colon < 0 ? status.name() : status.name().substring(0, colon));
            }
        });
    }
}
