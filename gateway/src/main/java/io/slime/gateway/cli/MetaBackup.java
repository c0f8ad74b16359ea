package io.slime.gateway.cli;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.metadata.backup.BackupReader;
import io.slime.metadata.backup.BackupSize;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime meta backup}: all metadata of one moment in a file, verified before it gets its name. */
@Command(name = "backup", description = "Write all metadata but the master key into a file.")
final class MetaBackup implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "FILE", description = "the file; one that is there is replaced when the new one is whole")
    private Path file = Path.of("");

    MetaBackup(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws IOException {
        Session session = remote.open();
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                session.client().download("/meta/backup", out);
            }
            BackupSize size;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(draft))) {
                size = BackupReader.verify(in);
            }
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return session.done(file + ": " + size.rows() + " rows in " + Human.bytes(size.bytes())
                    + ", verified. The master key is not in it: keep a copy of that apart.");
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "no backup was written to " + file + ": " + e.getMessage());
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
