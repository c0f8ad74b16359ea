package io.slime.gateway.cli;

import io.slime.gateway.cli.server.ChunkServerCommand;
import io.slime.gateway.cli.server.FmtDirCommand;
import io.slime.gateway.cli.server.ProxyServerCommand;
import io.slime.gateway.cli.server.ServerCommand;
import io.slime.gateway.wiring.GatewayAssembly;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code slime}: all processes and all tools. */
@Command(
        name = "slime",
        synopsisSubcommandLabel = "COMMAND",
        description = "An object store: S3 over erasure-coded drives, metadata in PostgreSQL.",
        footer = {"", "slime server DIR starts everything on one machine. slime COMMAND --help says more."})
public final class Slime {
    @Mixin
    private final Globals globals;

    private Slime(Terminal terminal) {
        this.globals = new Globals(terminal);
    }

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        Terminal terminal = new Terminal(
                System.out,
                System.err,
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.getenv(),
                Clock.systemUTC());
        int exit = run(terminal, args);
        System.out.flush();
        System.exit(exit);
    }

    /** Runs a command and returns its exit code. */
    static int run(Terminal terminal, String... args) {
        return commandLine(terminal).execute(args);
    }

    /** The whole command tree. */
    static CommandLine commandLine(Terminal terminal) {
        Slime slime = new Slime(terminal);
        Globals globals = slime.globals;
        CommandLine root = new CommandLine(slime);
        GatewayAssembly assembly = new GatewayAssembly();
        root.addSubcommand(new ServerCommand(terminal.out(), terminal.environment(), assembly))
                .addSubcommand(new ProxyServerCommand(terminal.out(), terminal.environment(), assembly))
                .addSubcommand(new ChunkServerCommand(terminal.out(), terminal.environment()))
                .addSubcommand(new FmtDirCommand(terminal.out()))
                .addSubcommand(new PingCommand(globals))
                .addSubcommand(new StatusCommand(globals))
                .addSubcommand(new DfCommand(globals))
                .addSubcommand(new DoctorCommand(globals))
                .addSubcommand(new EventsCommand(globals))
                .addSubcommand(new DurabilityCommand(globals))
                .addSubcommand(new FsckCommand(globals))
                .addSubcommand(BucketCommand.tree(globals))
                .addSubcommand(ObjectCommand.tree(globals))
                .addSubcommand(StoreCommand.tree(globals))
                .addSubcommand(RedundancyCommand.tree(globals))
                .addSubcommand(RepairCommand.tree(globals))
                .addSubcommand(ScrubCommand.tree(globals))
                .addSubcommand(UserCommand.tree(globals))
                .addSubcommand(KeyCommand.tree(globals))
                .addSubcommand(SettingCommand.tree(globals))
                .addSubcommand(MetaCommand.tree(globals))
                .addSubcommand(new ConnectCommand(globals))
                .addSubcommand(new ImportCommand(globals))
                .addSubcommand(BenchCommand.tree(globals))
                .addSubcommand(ConfigCommand.tree(terminal))
                .addSubcommand(CertsCommand.tree(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new ManCommand(terminal))
                .addSubcommand(new VersionCommand(terminal));
        Errors errors = new Errors(terminal);
        addHelp(root);
        root.getCommandSpec()
                .versionProvider(() -> new String[] {VersionCommand.text()})
                .addOption(CommandLine.Model.OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("say which version this is and exit")
                        .build());
        root.setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        return root;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(false);
        command.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("show this and exit")
                        .build());
        command.getSubcommands().values().stream().distinct().forEach(Slime::addHelp);
    }
}
