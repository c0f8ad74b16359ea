package io.slime.chunkd.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file operations that a store uses. What has not been synced may be lost or torn by a power cut: bytes until
 * {@link DiskFile#sync}, names until {@link #syncDirectory}.
 */
public interface Disk {
    /** Opens an existing file for reading. */
    DiskFile openToRead(Path path) throws IOException;

    /** Opens an existing file for reading and writing. */
    DiskFile openToWrite(Path path) throws IOException;

    /** Creates a file for reading and writing; fails if the name is taken. */
    DiskFile create(Path path) throws IOException;

    /** Creates a directory if it is not there; says whether it did. Never creates parents. */
    boolean makeDirectory(Path path) throws IOException;

    /** Gives a file another name, atomically replacing what has that name. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file or an empty directory; says whether it was there. */
    boolean delete(Path path) throws IOException;

    /** Makes the names in a directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /** The names in a directory, sorted. */
    List<String> names(Path directory) throws IOException;

    /**
     * Whether the path is there, as file or directory.
     *
     * @throws IOException if that cannot be found out
     */
    boolean exists(Path path) throws IOException;

    /** All bytes of a small file. */
    byte[] readAll(Path path) throws IOException;

    /** Space on the file system that holds the path. */
    Space space(Path path) throws IOException;

    /** Names the file system that holds the path, on this machine; empty if it has no name. */
    default Optional<String> drive(Path path) throws IOException {
        return Optional.empty();
    }

    /** Identity of what is at the path (device and inode): another one means that it was replaced. */
    Object key(Path path) throws IOException;

    /** Locks a file, creating it if needed, until the result is closed; fails if another process holds the lock. */
    Closeable lock(Path path) throws IOException;

    /**
     * Space of a file system.
     *
     * @param free bytes that this process may still take
     * @param capacity bytes in all
     */
    record Space(long free, long capacity) {}
}
