package io.slime.chunkd.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of the operating system. Must not be used by threads that get interrupted: that would close it for all. */
final class LocalFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;

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
        Fallocate.allocate(path, length);
    }

    @Override
    public boolean punch(long from, long length) throws IOException {
        return Fallocate.punch(path, from, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
