package io.slime.chunkd.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file of a simulated drive. */
final class SimulatedFile implements DiskFile {
    private final SimulatedDisk disk;
    private final Path path;
    private final long inode;
    private final AtomicBoolean closed = new AtomicBoolean();

    SimulatedFile(SimulatedDisk disk, Path path, long inode) {
        this.disk = disk;
        this.path = path;
        this.inode = inode;
        disk.opened().incrementAndGet();
    }

    private Image live() {
        return disk.model().file(inode).live();
    }

    @Override
    public long size() throws IOException {
        return disk.locked(() -> (long) live().size());
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
        disk.locked(() -> {
            if (position + into.remaining() > live().size()) {
                throw new EOFException("the file ends at " + live().size());
            }
            disk.checkRead(path, position, position + into.remaining());
            byte[] bytes = new byte[into.remaining()];
            live().read(bytes, (int) position);
            into.put(bytes);
            return true;
        });
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        disk.locked(() -> {
            disk.checkRoom(Math.max(0, position + from.remaining() - live().size()));
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            disk.change(new DiskOp.Write(inode, position, new DiskOp.Bytes(bytes)));
            return true;
        });
    }

    @Override
    public void sync() throws IOException {
        disk.locked(() -> {
            disk.change(new DiskOp.Sync(inode));
            return true;
        });
    }

    @Override
    public void allocate(long length) throws IOException {
        disk.locked(() -> {
            disk.checkRoom(Math.max(0, length - live().size()));
            disk.change(new DiskOp.Grow(inode, length));
            return true;
        });
    }

    @Override
    public boolean punch(long from, long length) throws IOException {
        return disk.locked(() -> {
            disk.change(new DiskOp.Punch(inode, from, length));
            return true;
        });
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            disk.opened().decrementAndGet();
        }
    }
}
