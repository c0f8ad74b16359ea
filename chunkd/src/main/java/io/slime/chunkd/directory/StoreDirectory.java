package io.slime.chunkd.directory;

import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Makes store directories. */
public final class StoreDirectory {
    private StoreDirectory() {}

    /**
     * Formats a directory as an empty store, durably; creates it if it is not there, but never its parent.
     *
     * @return the new store's identity
     * @throws IOException if it is formatted or not empty, or has no parent; nothing was changed then
     */
    public static UUID format(Path directory) throws IOException {
        UUID uuid = UUID.randomUUID();
        format(new LocalDisk(), directory.toAbsolutePath().normalize(), uuid);
        return uuid;
    }

    /** The file {@code uuid} comes last: a directory that has it is formatted. */
    static void format(Disk disk, Path directory, UUID uuid) throws IOException {
        Path parent = directory.getParent();
        if (parent == null || !disk.exists(parent)) {
            throw new IOException("cannot format " + directory + ": its parent directory does not exist");
        }
        if (disk.makeDirectory(directory)) {
            disk.syncDirectory(parent);
        }
        List<String> names = disk.names(directory);
        if (names.contains(Layout.UUID_FILE)) {
            throw new IOException(directory + " is formatted already");
        }
        if (!names.isEmpty() && !names.equals(List.of("lost+found"))) {
            throw new IOException("cannot format " + directory + ": it is not empty");
        }
        Layout layout = new Layout(disk, directory);
        for (Path inner : layout.directories()) {
            disk.makeDirectory(inner);
        }
        disk.syncDirectory(directory);
        layout.writeText(Layout.FORMAT_FILE, Layout.FORMAT_VERSION);
        layout.writeText(Layout.UUID_FILE, uuid.toString());
    }
}
