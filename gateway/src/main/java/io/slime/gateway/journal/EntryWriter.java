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
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes one entry of the journal into the stores, as extents that are found and read without the database. Each is coded so that
 * more stores may be lost than by the objects' redundancy. Holds one extent in memory. Used by one thread.
 */
final class EntryWriter extends JournalTable.Entry {
    /** Data bytes of an extent. */
    static final int EXTENT = 4 << 20;

    /** What the chunks of full entries and of those with changes tell as version. */
    static final String VERSION = "journal";

    private final EntryId id;
    private final Redundancy redundancy;
    private final List<ChunkStore> stores;
    private final long era;
    private final byte[] buffer = new byte[EXTENT];
    private int filled;
    private int position;
    private long start;

    /**
     * Begins an entry.
     *
     * @param redundancy how it is coded
     * @param stores one for each chunk
     */
    EntryWriter(EntryId id, Redundancy redundancy, List<ChunkStore> stores, long era) {
        this.id = id;
        this.redundancy = redundancy;
        this.stores = List.copyOf(stores);
        this.era = era;
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
        int durable = 0;
        String failure = "";
        for (int index = 0; index < redundancy.total(); index++) {
            try {
                put(index, chunks[index], description);
                durable++;
            } catch (ChunkException.Conflict e) {
                throw new TakenException(id);
            } catch (ChunkException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
        if (durable < Math.min(redundancy.total(), redundancy.need() + 1)) {
            throw new IOException("only " + durable + " stores took entry " + id + " of the journal: " + failure);
        }
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

    private void put(int index, byte[] chunk, ChunkDescription description) {
        ChunkId chunkId = new ChunkId(id.content().epoch(), id.number(), position, index);
        try (ChunkWriter writer = stores.get(index).create(chunkId, chunk.length, era)) {
            writer.write(chunk, 0, chunk.length);
            writer.finish(description);
        }
    }
}
