package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.backup.JournalTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one entry of the journal into the stores, as extents that are found and read without the database. Each is coded so that
 * more stores may be lost than by the objects' redundancy. All stores write at the same time; one that fails, or takes too long, is
 * left out of the rest of the entry. Holds one extent in memory, twice. Used by one thread.
 */
final class EntryWriter extends JournalTable.Entry {
    private static final Logger LOG = LoggerFactory.getLogger(EntryWriter.class);

    /** Data bytes of an extent. */
    static final int EXTENT = 4 << 20;

    /** What the chunks of full entries and of those with changes tell as version. */
    static final String VERSION = "journal";

    private final EntryId id;
    private final Redundancy redundancy;
    private final long era;
    private final Ways ways;
    private final boolean[] left;
    private final byte[] buffer = new byte[EXTENT];
    private String failure = "";
    private int filled;
    private int position;
    private long start;

    /**
     * Begins an entry.
     *
     * @param redundancy how it is coded
     */
    EntryWriter(EntryId id, Redundancy redundancy, long era, Ways ways) {
        this.id = id;
        this.redundancy = redundancy;
        this.era = era;
        this.ways = ways;
        this.left = new boolean[redundancy.total()];
    }

    /**
     * Where to, and how.
     *
     * @param stores one for each chunk
     * @param threads runs what waits for stores
     * @param lease prolongs the right to write the entry; false if that is lost
     * @param patience how long all stores together may take for an extent
     * @param stalled is told of a store that did not answer in that time, so that others do not wait for it, too
     */
    record Ways(
            List<ChunkStore> stores,
            Executor threads,
            BooleanSupplier lease,
            Duration patience,
            Consumer<UUID> stalled) {
        Ways {
            stores = List.copyOf(stores);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == EXTENT) {
                extent(false);
            }
            int taken = Math.min(length - done, EXTENT - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, taken);
            filled += taken;
            done += taken;
        }
    }

    @Override
    public void finish() throws IOException {
        extent(true);
    }

    private void extent(boolean last) throws IOException {
        int cell = Math.clamp(
                Integer.highestOneBit(Math.max(1, 2 * Math.ceilDiv(filled, redundancy.need()) - 1)),
                StripeLayout.MIN_CELL,
                StripeLayout.MAX_CELL);
        StripeLayout layout = new StripeLayout(redundancy, cell, filled);
        CRC32C crc = new CRC32C();
        crc.update(buffer, 0, filled);
        ChunkDescription description = new ChunkDescription(
                redundancy.need(),
                redundancy.total(),
                cell,
                filled,
                start,
                last,
                (int) crc.getValue(),
                ".slime/journal/" + id.timeline() + "/" + id.number(),
                VERSION);
        byte[][] chunks = encode(layout);
        put(chunks, description);
        position++;
        start += filled;
        filled = 0;
    }

    private byte[][] encode(StripeLayout layout) {
        byte[][] chunks = new byte[redundancy.total()][(int) layout.chunkLength()];
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            int at = (int) layout.cellStart(stripe);
            int from = (int) layout.stripeStart(stripe);
            for (int i = 0; i < redundancy.need(); i++) {
                int length = layout.dataLength(stripe, i);
                System.arraycopy(buffer, from, chunks[i], at, length);
                from += length;
            }
            ErasureCode.of(redundancy).encode(chunks, at, layout.cellLength(stripe));
        }
        return chunks;
    }

    /** Writes to all stores that are left, and waits for all of them, for a limited time. */
    private void put(byte[][] chunks, ChunkDescription description) throws IOException {
        if (!ways.lease().getAsBoolean()) {
            throw new IOException("another gateway writes the journal by now: entry " + id + " is given up");
        }
        Map<Integer, CompletableFuture<Void>> puts = new TreeMap<>();
        for (int i = 0; i < redundancy.total(); i++) {
            int index = i;
            ChunkId chunk = new ChunkId(id.content().epoch(), id.number(), position, index);
            if (!left[index]) {
                puts.put(
                        index,
                        CompletableFuture.runAsync(() -> put(chunk, chunks[index], description), ways.threads())
                                .orTimeout(ways.patience().toMillis(), TimeUnit.MILLISECONDS));
            }
        }
        boolean taken = false;
        for (Map.Entry<Integer, CompletableFuture<Void>> put : puts.entrySet()) {
            try {
                put.getValue().join();
            } catch (CompletionException e) {
                taken |= e.getCause() instanceof ChunkException.Conflict;
                leave(put.getKey(), e);
            }
        }
        int durable = redundancy.total() - leftOut();
        if (taken) {
            throw new TakenException(id);
        }
        if (durable < Math.min(redundancy.total(), redundancy.need() + 1)) {
            throw new IOException("only " + durable + " stores took entry " + id + " of the journal: " + failure);
        }
    }

    private void leave(int index, CompletionException e) {
        Throwable cause = e.getCause();
        if (!(cause instanceof ChunkException) && !(cause instanceof TimeoutException)) {
            throw e;
        }
        UUID store = ways.stores().get(index).uuid();
        left[index] = true;
        if (cause instanceof TimeoutException) {
            ways.stalled().accept(store);
            failure = "store " + store + ": no answer in " + ways.patience().toSeconds() + " s";
        } else {
            failure = "store " + store + ": " + cause.getMessage();
        }
        LOG.info("entry {} of the journal goes on without {}", id, failure);
    }

    private int leftOut() {
        int count = 0;
        for (boolean each : left) {
            count += each ? 1 : 0;
        }
        return count;
    }

    private void put(ChunkId chunk, byte[] bytes, ChunkDescription description) {
        try (ChunkWriter writer = ways.stores().get(chunk.index()).create(chunk, bytes.length, era)) {
            writer.write(bytes, 0, bytes.length);
            writer.finish(description);
        }
    }
}
