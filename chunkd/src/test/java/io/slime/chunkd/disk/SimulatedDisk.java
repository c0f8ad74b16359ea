package io.slime.chunkd.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A drive in memory that writes down every change, fails on demand, and stops for good when its process is killed. */
public final class SimulatedDisk implements Disk {
    private static final long CAPACITY = 1L << 30;

    private final DiskModel model;
    private final List<DiskOp> log = new ArrayList<>();
    private final Set<Path> locks = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Faults faults = op -> Optional.empty();
    private volatile BadReads badReads = (path, from, to) -> false;
    private volatile long capacity = CAPACITY;
    private final List<Path> listed = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private long lastInode;
    private boolean killed;

    /** Decides which operations fail. */
    public interface Faults {
        /** What an operation that is about to happen fails with, if it does. */
        Optional<IOException> on(DiskOp op);
    }

    /** Decides what cannot be read. */
    public interface BadReads {
        /** Whether bytes [from, to) of a file cannot; none of them are asked for when it is looked whether the file is there. */
        boolean on(Path path, long from, long to);
    }

    /** An operation of the drive. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** A drive that goes on from a state, which belongs to it from now on. */
    public SimulatedDisk(DiskModel model) {
        this.model = model;
        lastInode = 1_000_000L
                * (1
                        + model.names().reachable().stream()
                                .mapToLong(inode -> inode / 1_000_000L)
                                .max()
                                .orElse(0));
    }

    /** Lets operations fail from now on. */
    public void setFaults(Faults next) {
        faults = next;
    }

    /** Directories whose names were asked for, once for each time. */
    public List<Path> listed() {
        lock.lock();
        try {
            return List.copyOf(listed);
        } finally {
            lock.unlock();
        }
    }

    /** Files that are open. */
    public int open() {
        return open.get();
    }

    AtomicInteger opened() {
        return open;
    }

    /** Lets reads fail from now on. */
    public void setBadReads(BadReads next) {
        badReads = next;
    }

    /** Throws if a read is to fail. */
    void checkRead(Path path, long from, long to) throws IOException {
        if (badReads.on(path, from, to)) {
            throw new IOException(path + ": Input/output error");
        }
    }

    /** Makes the drive so large, in bytes. */
    public void setCapacity(long bytes) {
        capacity = bytes;
    }

    /** Every later operation fails: the process is gone. Returns what it leaves. */
    public DiskModel kill() {
        lock.lock();
        try {
            killed = true;
            return model.afterKill();
        } finally {
            lock.unlock();
        }
    }

    /** All changes so far. */
    public List<DiskOp> log() {
        lock.lock();
        try {
            return List.copyOf(log);
        } finally {
            lock.unlock();
        }
    }

    /** Writes down something of the test's own. */
    public void note(Object what) {
        lock.lock();
        try {
            log.add(new DiskOp.Note(what));
        } finally {
            lock.unlock();
        }
    }

    /** Flips a bit in every file that holds those bytes, as the drive does to what is durable; how many did. */
    public int rot(byte[] needle) {
        lock.lock();
        try {
            int found = 0;
            for (long inode : model.names().reachable()) {
                if (!model.names().isDirectory(inode)) {
                    byte[] bytes = model.file(inode).live().bytes();
                    for (int at = find(bytes, needle, 0); at >= 0; at = find(bytes, needle, at + 1)) {
                        change(new DiskOp.Rot(inode, at));
                        found++;
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private static int find(byte[] in, byte[] needle, int from) {
        for (int at = from; at <= in.length - needle.length; at++) {
            if (in[at] == needle[0] && Arrays.equals(in, at, at + needle.length, needle, 0, needle.length)) {
                return at;
            }
        }
        return -1;
    }

    <T> T locked(Step<T> step) throws IOException {
        lock.lock();
        try {
            if (killed) {
                throw new IOException("the process is gone");
            }
            return step.run();
        } finally {
            lock.unlock();
        }
    }

    /** Does and writes down a change, unless it is to fail. A sync that fails has an effect of its own. */
    void change(DiskOp op) throws IOException {
        Optional<IOException> failure = faults.on(op);
        if (failure.isPresent()) {
            if (op instanceof DiskOp.Sync(long inode)) {
                record(new DiskOp.FailedSync(inode));
            }
            throw failure.get();
        }
        record(op);
    }

    private void record(DiskOp op) {
        model.apply(op);
        log.add(op);
    }

    DiskModel model() {
        return model;
    }

    /** Throws if the drive has no room for a file that grows. */
    void checkRoom(long bytes) throws IOException {
        if (model.used() + bytes > capacity) {
            throw new IOException("No space left on device");
        }
    }

    private long parent(Path path) throws IOException {
        return find(Objects.requireNonNull(path.getParent()));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private long find(Path path) throws IOException {
        long at = Names.ROOT;
        for (Path part : path) {
            Long next = model.names().isDirectory(at) ? model.names().in(at).get(part.toString()) : null;
            if (next == null) {
                throw new NoSuchFileException(path.toString());
            }
            at = next;
        }
        return at;
    }

    private boolean isThere(Path path) {
        try {
            find(path);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public DiskFile openToRead(Path path) throws IOException {
        return locked(() -> {
            long inode = find(path);
            if (model.names().isDirectory(inode)) {
                throw new IOException(path + ": Is a directory");
            }
            checkRead(path, 0, 0);
            return new SimulatedFile(this, path, inode);
        });
    }

    @Override
    public DiskFile openToWrite(Path path) throws IOException {
        return openToRead(path);
    }

    @Override
    public DiskFile create(Path path) throws IOException {
        return locked(() -> {
            if (isThere(path)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            long inode = ++lastInode;
            change(new DiskOp.Link(parent(path), name(path), inode, false));
            return new SimulatedFile(this, path, inode);
        });
    }

    @Override
    public boolean makeDirectory(Path path) throws IOException {
        return locked(() -> {
            if (isThere(path)) {
                return false;
            }
            change(new DiskOp.Link(parent(path), name(path), ++lastInode, true));
            return true;
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        locked(() -> {
            find(from);
            change(new DiskOp.Rename(parent(from), name(from), parent(to), name(to)));
            return true;
        });
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return locked(() -> {
            if (!isThere(path)) {
                return false;
            }
            long inode = find(path);
            if (model.names().isDirectory(inode) && !model.names().in(inode).isEmpty()) {
                throw new DirectoryNotEmptyException(path.toString());
            }
            change(new DiskOp.Unlink(parent(path), name(path)));
            return true;
        });
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        locked(() -> {
            change(new DiskOp.SyncDirectory(find(directory)));
            return true;
        });
    }

    @Override
    public List<String> names(Path directory) throws IOException {
        return locked(() -> {
            listed.add(directory);
            return List.copyOf(model.names().in(find(directory)).keySet());
        });
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return locked(() -> {
            checkRead(path, 0, 0);
            return isThere(path);
        });
    }

    @Override
    public byte[] readAll(Path path) throws IOException {
        return locked(() -> {
            byte[] bytes = model.file(find(path)).live().bytes();
            checkRead(path, 0, bytes.length);
            return bytes;
        });
    }

    @Override
    public Space space(Path path) throws IOException {
        return locked(() -> new Space(Math.max(0, capacity - model.used()), capacity));
    }

    @Override
    public Object key(Path path) throws IOException {
        return locked(() -> find(path));
    }

    @Override
    public Closeable lock(Path path) throws IOException {
        return locked(() -> {
            if (!locks.add(path)) {
                throw new IOException(path + " is locked");
            }
            if (!isThere(path)) {
                change(new DiskOp.Link(parent(path), name(path), ++lastInode, false));
            }
            return () -> locks.remove(path);
        });
    }
}
