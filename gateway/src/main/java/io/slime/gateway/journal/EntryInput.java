package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.maintenance.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The bytes of an entry of the journal, an extent at a time. */
final class EntryInput extends InputStream {
    private final Assembled entry;
    private final Stores stores;
    private InputStream extent = InputStream.nullInputStream();
    private int position;

    EntryInput(Assembled entry, Stores stores) {
        this.entry = entry;
        this.stores = stores;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = length == 0 ? 0 : extent.read(into, offset, length);
        while (n < 0 && position < entry.extents().size()) {
            next();
            n = extent.read(into, offset, length);
        }
        return n;
    }

    private void next() throws IOException {
        Assembled.Piece piece = entry.extents().get(position);
        Map<Integer, ChunkStore> places = new HashMap<>();
        piece.places().forEach((index, uuid) -> stores.reach(uuid).ifPresent(store -> places.put(index, store)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(EntryWriter.EXTENT);
        new CodedExtent(entry.content().id(), position, piece.description()).read(places, bytes);
        extent = new ByteArrayInputStream(bytes.toByteArray());
        position++;
    }
}
