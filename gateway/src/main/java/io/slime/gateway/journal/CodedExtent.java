package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.extent.ContentId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * An extent that is read by what its chunks tell, without the database. What comes out is verified at the end only, against the
 * checksum that each chunk carries.
 */
final class CodedExtent {
    private final ContentId content;
    private final int position;
    private final ChunkDescription description;
    private final Redundancy redundancy;
    private final StripeLayout layout;

    /** The extent that a chunk of it describes. */
    CodedExtent(ContentId content, int position, ChunkDescription description) {
        this.content = content;
        this.position = position;
        this.description = description;
        this.redundancy = new Redundancy(description.need(), description.total());
        this.layout = new StripeLayout(redundancy, description.cell(), description.extentLength());
    }

    /** Bytes of each chunk. */
    long chunkLength() {
        return layout.chunkLength();
    }

    Redundancy redundancy() {
        return redundancy;
    }

    /**
     * Writes its bytes.
     *
     * @param places chunk index → store that has it; those that fail are passed over
     * @throws IOException if too few chunks can be read, they do not give the bytes of the checksum, or {@code into} fails
     */
    void read(Map<Integer, ChunkStore> places, OutputStream into) throws IOException {
        Map<Integer, ChunkStore> sources = new TreeMap<>(places);
        byte[][] cells = new byte[redundancy.total()][layout.stripes() == 0 ? 0 : layout.cellLength(0)];
        CRC32C sum = new CRC32C();
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            gather(sources, cells, stripe);
            for (int i = 0; i < redundancy.need(); i++) {
                int length = layout.dataLength(stripe, i);
                sum.update(cells[i], 0, length);
                into.write(cells[i], 0, length);
            }
        }
        if ((int) sum.getValue() != description.extentCrc()) {
            throw new IOException("extent " + position + " of content " + content
                    + " is not what was written: its checksum is another");
        }
    }

    private void gather(Map<Integer, ChunkStore> sources, byte[][] cells, int stripe) throws IOException {
        int length = layout.cellLength(stripe);
        boolean[] present = new boolean[redundancy.total()];
        boolean[] wanted = new boolean[redundancy.total()];
        int read = 0;
        for (Iterator<Map.Entry<Integer, ChunkStore>> each = sources.entrySet().iterator();
                each.hasNext() && read < redundancy.need(); ) {
            Map.Entry<Integer, ChunkStore> source = each.next();
            int index = source.getKey();
            try {
                source.getValue()
                        .read(
                                new ChunkId(content.epoch(), content.number(), position, index),
                                layout.cellStart(stripe),
                                length,
                                cells[index],
                                0);
                present[index] = true;
                read++;
            } catch (ChunkException e) {
                each.remove();
            }
        }
        if (read < redundancy.need()) {
            throw new IOException("extent " + position + " of content " + content + " needs " + redundancy.need()
                    + " chunks, and " + read + " can be read");
        }
        for (int i = 0; i < redundancy.need(); i++) {
            wanted[i] = !present[i];
        }
        ErasureCode.of(redundancy).reconstruct(cells, present, wanted, 0, length);
    }
}
