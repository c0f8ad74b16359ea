package io.slime.chunkd.directory;

import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.format.Content;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A chunk file in {@code tmp/} on its way to be one. All methods but {@link #sum} run on disk threads. */
final class FileDraft implements Content, Closeable {
    private final Layout layout;
    private final Path path;
    private final DiskFile file;
    private final Checksums checksums = new Checksums();
    private int[] sums = {};
    private long length;
    private final boolean allocated;
    private boolean renamed;
    private boolean closed;

    /** Starts a file; {@code expected} bytes of space are taken for it, if they are known (≥ 0). */
    FileDraft(Layout layout, long number, long expected) throws IOException {
        this.layout = layout;
        allocated = expected >= 0;
        path = layout.tmp().resolve(Long.toHexString(number));
        file = layout.disk().create(path);
        try {
            if (allocated) {
                file.allocate(ChunkFileFormat.tableStart(expected) + 4L * Checksums.blocks(expected));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Whether space was taken when the draft was started. */
    boolean allocated() {
        return allocated;
    }

    /** Counts bytes that {@link #append} gets next. */
    void sum(byte[] bytes, int offset, int count) {
        checksums.update(bytes, offset, count);
    }

    void append(byte[] bytes, int offset, int count, ByteBuffer scratch) throws IOException {
        int done = 0;
        while (done < count) {
            int step = Math.min(count - done, scratch.capacity());
            scratch.clear().put(bytes, offset + done, step).flip();
            file.write(scratch, ChunkFileFormat.HEADER + length);
            length += step;
            done += step;
        }
    }

    /** Ends the data. */
    void complete() {
        sums = checksums.finish();
    }

    /** Table, then header, then fdatasync. A draft whose sync failed is never synced again. */
    void makeDurable(ChunkHeader header) throws IOException {
        ByteBuffer table = ChunkFileFormat.encodeTable(sums);
        int tableCrc = Checksums.of(table.duplicate());
        file.write(table, ChunkFileFormat.tableStart(length));
        file.write(ChunkFileFormat.encodeHeader(header, tableCrc), 0);
        file.sync();
    }

    /** Gives the file its name, replacing what has it. The caller syncs the directory. */
    void rename(Path target) throws IOException {
        layout.disk().rename(path, target);
        renamed = true;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int[] sums() {
        return sums;
    }

    @Override
    public void read(ByteBuffer into, long from) throws IOException {
        file.read(into, ChunkFileFormat.HEADER + from);
    }

    /** Closes the file, and removes it unless it was renamed. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } finally {
            if (!renamed) {
                layout.disk().delete(path);
            }
        }
    }
}
