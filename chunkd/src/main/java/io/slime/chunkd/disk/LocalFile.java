package io.slime.chunkd.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A file of the operating system. Must not be used by threads that get interrupted: that would close it for all. */
final class LocalFile implements DiskFile {
    private final Path path;
    private static final int NOT_YET = -1;
    private static final int NEVER = -2;

    private final FileChannel channel;
    /** For reads that must not wait: a descriptor, {@link #NOT_YET} or {@link #NEVER}. */
    private final AtomicInteger descriptor = new AtomicInteger(NOT_YET);

    LocalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new EOFException(path + " ends at " + at);
            }
            at += count;
        }
    }

    @Override
    public boolean readAtOnce(ByteBuffer into, long position) {
        int known = descriptor.get();
        if (known == NOT_YET) {
            int opened = CachedReads.open(path);
            known = opened < 0 ? NEVER : opened;
            if (!descriptor.compareAndSet(NOT_YET, known)) {
                if (opened >= 0) {
                    CachedReads.close(opened);
                }
                known = descriptor.get();
            }
        }
        return known >= 0 && CachedReads.read(known, into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        long at = position;
        while (from.hasRemaining()) {
            at += channel.write(from, at);
        }
    }

    @Override
    public void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void allocate(long length) throws IOException {
        LinuxFile.allocate(path, length);
    }

    @Override
    public boolean punch(long from, long length) throws IOException {
        return LinuxFile.punch(path, from, length);
    }

    @Override
    public void forget() {
        boolean done = LinuxFile.forget(path);
        assert done || !done; // where it cannot be done, reads come from memory
    }

    @Override
    public void close() throws IOException {
        int known = descriptor.getAndSet(NEVER);
        if (known >= 0) {
            CachedReads.close(known);
        }
        channel.close();
    }
}
