package io.slime.chunkd.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock on a file that holds against other processes and within this one. */
final class LocalLock implements Closeable {
    /**
     * The locks of this process. POSIX locks belong to a process as a whole, and closing any descriptor of the file
     * drops them: so a second taker in this process must be told before it opens the file.
     */
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object key;
    private final FileChannel channel;

    private LocalLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    static LocalLock take(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            // The usual case: the file was made by an earlier opening.
        }
        Object fileKey = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        Object key = fileKey == null ? path.toRealPath() : fileKey;
        if (!HELD.add(key)) {
            throw new IOException(path + " is locked by this process");
        }
        boolean taken = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
        } finally {
            if (!taken) {
                HELD.remove(key);
                if (channel != null) {
                    channel.close();
                }
            }
        }
        if (!taken) {
            throw new IOException(path + " is locked by another process");
        }
        return new LocalLock(key, channel);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(key);
        }
    }
}
