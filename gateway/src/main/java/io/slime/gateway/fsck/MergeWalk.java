package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.StripeLayout;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.check.KnownExtent;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.placement.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Goes through all extents and the listings of all stores at once, in the one order that they share, a page of each in memory. What does
 * not fit is only suspicious: extents are asked for again one by one, chunks by {@link Strays}.
 */
final class MergeWalk {
    private static final int PAGE = 1000;

    private final Metadata metadata;
    private final ExtentChecks checks;
    private final boolean deep;
    private final Report report;
    private final Strays strays;
    private final Map<UUID, StoreListing> listings = new HashMap<>();
    private String cursor;

    MergeWalk(Metadata metadata, Cluster cluster, FsckRequest request, Report report, Strays strays) {
        this.metadata = metadata;
        this.checks = new ExtentChecks(metadata, cluster);
        this.deep = request.deep();
        this.report = report;
        this.strays = strays;
        this.cursor = request.after().orElse("");
        Optional<ChunkId> from = last(cursor);
        for (StoreView view : cluster.views()) {
            Optional<ChunkStore> store = cluster.reach(view.uuid());
            if (store.isPresent()) {
                listings.put(view.uuid(), new StoreListing(store.get(), from));
            } else if (!view.dead()) {
                report.add(Finding.of(
                        Finding.Kind.STORE,
                        Optional.empty(),
                        Optional.of(view.uuid()),
                        view.name() + " does not answer"));
            }
        }
    }

    /** The last chunk that a cursor may have seen. */
    static Optional<ChunkId> last(String cursor) {
        return cursor.isEmpty() ? Optional.empty() : Optional.of(ChunkId.parse(cursor + ".63"));
    }

    void run() throws InterruptedException {
        Optional<ChunkId> at = last(cursor);
        for (; ; ) {
            Optional<ContentId> content = at.map(id -> new ContentId(id.epoch(), id.number()));
            int position = at.map(ChunkId::position).orElse(-1);
            List<KnownExtent> page = DatabaseCalls.ask(() -> metadata.checks().extents(content, position, PAGE));
            for (KnownExtent extent : page) {
                extent(extent);
            }
            strays.look(cursor);
            if (page.size() < PAGE) {
                break;
            }
            KnownExtent last = page.getLast();
            at = Optional.of(new ChunkId(
                    last.content().epoch(), last.content().number(), last.row().position(), 99));
            cursor = cursor(last);
            report.progress(strays.cursor(cursor));
        }
        listings.values().forEach(this::rest);
        strays.finish(cursor);
    }

    static String cursor(KnownExtent extent) {
        String first = new ChunkId(
                        extent.content().epoch(),
                        extent.content().number(),
                        extent.row().position(),
                        0)
                .toString();
        return first.substring(0, first.lastIndexOf('.'));
    }

    private void extent(KnownExtent extent) {
        Optional<Placement> placement = checks.placement(extent.row().placement());
        if (placement.isEmpty()) {
            return;
        }
        Map<UUID, List<ChunkStat>> there = listed(extent);
        long length = new StripeLayout(
                        placement.get().redundancy(),
                        extent.row().cell(),
                        extent.row().length())
                .chunkLength();
        int good = 0;
        int away = 0;
        boolean suspicious = deep;
        for (int index = 0; index < placement.get().stores().size(); index++) {
            Optional<UUID> store = placement.get().stores().get(index);
            StoreListing listing = store.map(listings::get).orElse(null);
            if (store.isEmpty() || extent.row().empty().contains(index)) {
                suspicious = true;
            } else if (listing == null || listing.failed()) {
                away++;
            } else if (take(there.get(store.get()), index, length)) {
                good++;
            } else {
                suspicious = true;
            }
        }
        there.forEach((store, chunks) -> chunks.forEach(
                chunk -> strays.add(Objects.requireNonNull(listings.get(store)).store(), chunk, cursor)));
        if (suspicious || good < placement.get().redundancy().need()) {
            checks.check(extent.content(), extent.row().position(), deep).ifPresent(report::add);
        }
        report.counted(good, away);
    }

    /** Whether the chunk of that index is listed with that length; takes it out. One of another length is taken out too. */
    private static boolean take(@org.jspecify.annotations.Nullable List<ChunkStat> chunks, int index, long length) {
        if (chunks == null) {
            return false;
        }
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).id().index() == index) {
                return chunks.remove(i).length() == length;
            }
        }
        return false;
    }

    /** What each store lists of an extent; what it lists before that belongs to no extent. */
    private Map<UUID, List<ChunkStat>> listed(KnownExtent extent) {
        ChunkId first = new ChunkId(
                extent.content().epoch(),
                extent.content().number(),
                extent.row().position(),
                0);
        ChunkId last = new ChunkId(first.epoch(), first.number(), first.position(), 99);
        Map<UUID, List<ChunkStat>> listed = new HashMap<>();
        for (StoreListing listing : listings.values()) {
            Optional<ChunkStat> next = listing.next();
            while (next.isPresent() && next.get().id().compareTo(last) <= 0) {
                listing.taken();
                if (next.get().id().compareTo(first) < 0) {
                    strays.add(listing.store(), next.get(), cursor);
                } else {
                    listed.computeIfAbsent(listing.store().uuid(), unseen -> new ArrayList<>())
                            .add(next.get());
                }
                next = listing.next();
            }
        }
        return listed;
    }

    private void rest(StoreListing listing) {
        Optional<ChunkStat> next = listing.next();
        while (next.isPresent()) {
            listing.taken();
            strays.add(listing.store(), next.get(), cursor);
            next = listing.next();
        }
    }
}
