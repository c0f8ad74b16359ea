package io.slime.gateway.cli;

import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slime man}: the manual pages of all commands. */
@Command(
        name = "man",
        description = "Write the manual pages of all commands into a directory: slime man /usr/share/man/man1")
final class ManCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "where to; it is made if it is not there")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        int pages = write(spec.root());
        terminal.err().println(pages + " pages are in " + directory);
        return Exit.OK;
    }

    private int write(CommandSpec command) throws IOException {
        Path file = directory.resolve(ManPage.name(command) + ".1.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(ManPage.of(command).getBytes(StandardCharsets.UTF_8));
        }
        int pages = 1;
        for (CommandLine below :
                command.subcommands().values().stream().distinct().toList()) {
            pages += write(below.getCommandSpec());
        }
        return pages;
    }
}
