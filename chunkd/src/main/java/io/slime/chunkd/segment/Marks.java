package io.slime.chunkd.segment;

import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mark files of one segment: append-only, and durable before what they say is acted on. When an append fails, it goes
 * once more to a new file, the next generation, and so does what follows; all generations count.
 */
final class Marks {
    private final Shelf shelf;
    private final Disk disk;
    private final Path directory;
    private final SegmentName segment;
    private final ReentrantLock turning = new ReentrantLock();
    private volatile Target target;

    /** The file that marks are appended to. */
    private record Target(SegmentName name, AtomicLong end, boolean exists) {}

    /** Goes on in the newest of the files that are there: {@code generation}, of {@code size} bytes; 0 means none. */
    Marks(Shelf shelf, SegmentName segment, int generation, long size) {
        this.shelf = shelf;
        disk = shelf.disk();
        directory = shelf.directory();
        this.segment = segment;
        target = new Target(
                segment.marks(Math.max(1, generation)),
                new AtomicLong((size + Mark.UNIT - 1) / Mark.UNIT * Mark.UNIT),
                generation > 0);
    }

    /**
     * Writes marks, and returns when they are durable. What was written and not synced may be read again all the same, and
     * be acted on when the store is opened: hence the second attempt, and when that fails too, the next opening must know.
     */
    void append(List<? extends Mark> marks) throws IOException {
        ByteBuffer encoded = encode(marks);
        try {
            append(encoded.duplicate());
        } catch (IOException e) {
            try {
                append(encoded);
            } catch (IOException again) {
                shelf.unsettle();
                again.addSuppressed(e);
                throw again;
            }
        }
    }

    private ByteBuffer encode(List<? extends Mark> marks) {
        List<ByteBuffer> encoded =
                marks.stream().map(mark -> mark.encode(segment.uuid())).toList();
        ByteBuffer all = ByteBuffer.allocate(
                encoded.stream().mapToInt(ByteBuffer::remaining).sum());
        encoded.forEach(all::put);
        return all.flip();
    }

    private void append(ByteBuffer encoded) throws IOException {
        Target current = ready();
        Path path = directory.resolve(current.name().toString());
        try (DiskFile file = disk.openToWrite(path)) {
            long at = current.end().getAndAdd(encoded.remaining());
            file.write(encoded, at);
            file.sync();
            if (!disk.exists(path)) {
                throw new IOException(path + " is gone");
            }
        } catch (IOException e) {
            turn(current);
            throw e;
        }
    }

    /** The file to append to; made, and its name durable, when it is the first time. */
    private Target ready() throws IOException {
        Target current = target;
        if (current.exists()) {
            return current;
        }
        turning.lock();
        try {
            current = target;
            if (!current.exists()) {
                Path path = directory.resolve(current.name().toString());
                disk.delete(path);
                disk.create(path).close();
                disk.syncDirectory(directory);
                current = new Target(current.name(), current.end(), true);
                target = current;
            }
            return current;
        } finally {
            turning.unlock();
        }
    }

    /** From now on appends to a new file. */
    void turn() {
        turn(target);
    }

    private void turn(Target failed) {
        turning.lock();
        try {
            if (target.equals(failed)) {
                target = new Target(segment.marks(failed.name().generation() + 1), new AtomicLong(), false);
            }
        } finally {
            turning.unlock();
        }
    }

    /** Removes all files; the segment itself must be gone, durably, before. */
    void delete() throws IOException {
        for (int generation = target.name().generation(); generation > 0; generation--) {
            disk.delete(directory.resolve(segment.marks(generation).toString()));
        }
    }
}
