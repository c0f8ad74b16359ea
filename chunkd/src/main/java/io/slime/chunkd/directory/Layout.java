package io.slime.chunkd.directory;

import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where things lie in a store directory.
 *
 * @param disk the file layer
 * @param root the store directory
 */
record Layout(Disk disk, Path root) {
    static final String UUID_FILE = "uuid";
    static final String CLUSTER_FILE = "cluster";
    static final String FORMAT_FILE = "format";
    static final String ERA_FILE = "era";
    static final String STAMPS_FILE = "stamps";
    static final String SCRUB_FILE = "scrub";
    static final String LOCK_FILE = "lock";
    static final String HOLDER_FILE = "lock.holder";

    /** Version of everything in a store directory. */
    static final String FORMAT_VERSION = "1";

    Path chunks() {
        return root.resolve("chunks");
    }

    Path segments() {
        return root.resolve("segments");
    }

    Path quarantine() {
        return root.resolve("quarantine");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    List<Path> directories() {
        return List.of(chunks(), segments(), quarantine(), tmp());
    }

    /** A one-line file of the store's root, if it is there. */
    Optional<String> text(String name) throws IOException {
        try {
            return Optional.of(new String(disk.readAll(root.resolve(name)), StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces a one-line file of the store's root: after a power cut it holds the old line or the new one. */
    void writeText(String name, String line) throws IOException {
        writeDurably(root.resolve(name), line + "\n");
    }

    /** Writes a small file under its name, durably, all or nothing: bytes, sync, rename, sync of the directory. */
    void writeDurably(Path target, String text) throws IOException {
        Path draft = tmp().resolve(target.getFileName() + ".new");
        disk.delete(draft);
        try (DiskFile file = disk.create(draft)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            file.sync();
        }
        disk.rename(draft, target);
        disk.syncDirectory(Objects.requireNonNull(target.getParent()));
    }
}
