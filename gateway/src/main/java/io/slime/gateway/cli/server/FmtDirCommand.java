package io.slime.gateway.cli.server;

import io.slime.chunkd.directory.StoreDirectory;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slime fmt-dir}: makes store directories. */
@Command(name = "fmt-dir", description = "Format directories as empty stores.")
public final class FmtDirCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "one directory per drive; made if it is not there")
    private List<Path> directories = List.of();

    private final PrintStream out;

    /** Prints the new stores' UUIDs to {@code out}. */
    public FmtDirCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        for (Path directory : directories) {
            try {
                out.println(StoreDirectory.format(directory) + " " + directory);
            } catch (IOException e) {
                throw new CommandFailure(Exit.FAILED, String.valueOf(e.getMessage()));
            }
        }
        return Exit.OK;
    }
}
