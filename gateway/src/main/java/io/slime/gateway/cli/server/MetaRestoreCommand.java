package io.slime.gateway.cli.server;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.metadata.Metadata;
import io.slime.metadata.backup.BackupException;
import io.slime.metadata.backup.BackupHeader;
import io.slime.metadata.transaction.MetadataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime meta restore}: a backup into an empty database; gateways are started afterwards. */
@Command(
        name = "restore",
        description = "Load a backup into an empty database: that of slime --data DIR, or the one that is configured.")
public final class MetaRestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "what \"slime meta backup\" wrote")
    private Path file = Path.of("");

    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    private final PrintStream out;
    private final Map<String, String> environment;
    private final Supplier<Optional<Path>> data;

    /** Prints to {@code out}; {@code data} is the directory of {@code --data} before the command. */
    public MetaRestoreCommand(PrintStream out, Map<String, String> environment, Supplier<Optional<Path>> data) {
        this.out = out;
        this.environment = Map.copyOf(environment);
        this.data = data;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file)) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + file);
        }
        try (OpenDatabase database = options.open(data.get(), environment);
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Queue<InputStream> streams = new ArrayDeque<>(List.of(in));
            BackupHeader loaded = Metadata.restore(
                    database.config(), () -> Optional.ofNullable(streams.poll()), String.valueOf(file.getFileName()));
            out.println("Restored the metadata of cluster " + loaded.cluster() + " as of " + loaded.at() + ".");
            out.println("Start the gateways; nothing is deleted until \"slime meta accept\".");
        } catch (MetadataException | BackupException e) {
            throw new CommandFailure(Exit.FAILED, "nothing was restored: " + e.getMessage());
        }
        return Exit.OK;
    }
}
