package io.slime.chunkd.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The operating system's files. */
public final class LocalDisk implements Disk {
    @Override
    public DiskFile openToRead(Path path) throws IOException {
        return new LocalFile(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public DiskFile openToWrite(Path path) throws IOException {
        return new LocalFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile create(Path path) throws IOException {
        return new LocalFile(
                path,
                FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public boolean makeDirectory(Path path) throws IOException {
        try {
            Files.createDirectory(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public boolean exists(Path path) throws IOException {
        // without an exception for a file that is not there, which is the usual answer
        return path.getFileSystem().provider().readAttributesIfExists(path, BasicFileAttributes.class) != null;
    }

    @Override
    public byte[] readAll(Path path) throws IOException {
        return Files.readAllBytes(path);
    }

    @Override
    public Space space(Path path) throws IOException {
        long capacity = path.toFile().getTotalSpace();
        if (capacity == 0) {
            throw new IOException("no file system answers for " + path);
        }
        return new Space(path.toFile().getUsableSpace(), capacity);
    }

    @Override
    public Optional<String> drive(Path path) throws IOException {
        try {
            return Optional.of(String.valueOf(Files.getAttribute(path, "unix:dev")));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path : key;
    }

    @Override
    public Closeable lock(Path path) throws IOException {
        return LocalLock.take(path);
    }
}
