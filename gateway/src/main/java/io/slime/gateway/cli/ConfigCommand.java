package io.slime.gateway.cli;

import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ChunkConfig;
import io.slime.gateway.config.ConfigException;
import io.slime.gateway.config.ConfigFile;
import io.slime.gateway.config.ConfigSource;
import io.slime.gateway.config.EffectiveValue;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.config.SecuritySection;
import io.slime.gateway.tls.TlsException;
import io.slime.gateway.tls.TlsIdentity;
import io.slime.gateway.wiring.ChunkCredentials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slime config}: the configuration of the servers, checked and shown. */
@Command(
        name = "config",
        synopsisSubcommandLabel = "COMMAND",
        description = "Check and show the configuration of the servers.")
final class ConfigCommand {
    private ConfigCommand() {}

    static CommandLine tree(Terminal terminal) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new Check(terminal))
                .addSubcommand(new Show(terminal));
    }

    /** {@code slime config check}: whether the servers would start with it. */
    @Command(
            name = "check",
            description = "Read the configuration as the servers do, and say everything that is wrong with it.")
    static final class Check implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--config", paramLabel = "FILE", description = "the file; /etc/slime/server.toml if not given")
        private @Nullable Path config;

        @Option(names = "--chunk-server", description = "what concerns chunk servers, instead of gateways")
        private boolean chunkServer;

        Check(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            ConfigSource source =
                    ConfigSource.of(Map.of(), terminal.environment(), Optional.ofNullable(config), ConfigFile.DEFAULT);
            List<String> problems = new ArrayList<>();
            SecuritySection security;
            if (chunkServer) {
                security = ChunkConfig.read(source).security();
            } else {
                ProxyConfig read = ProxyConfig.read(source);
                security = read.security();
                read.certificates()
                        .forEach(files ->
                                attempt(() -> TlsIdentity.read(files.certificate(), files.key()), problems::add));
            }
            attempt(() -> ChunkCredentials.tls(security), problems::add);
            List<String> once = problems.stream().distinct().toList();
            if (!once.isEmpty()) {
                throw new ConfigException(once);
            }
            terminal.out().println("ok");
            return Exit.OK;
        }

        private static void attempt(Runnable reading, Consumer<String> problem) {
            try {
                reading.run();
            } catch (TlsException e) {
                problem.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    /** {@code slime config show}: what holds, and who says so. */
    @Command(
            name = "show",
            description =
                    "Show what holds for each key: of the environment, else the file, else by default. No secrets; nothing is checked.")
    static final class Show implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--config", paramLabel = "FILE", description = "the file; /etc/slime/server.toml if not given")
        private @Nullable Path config;

        @Option(names = "--set", description = "only what is not the default")
        private boolean onlySet;

        Show(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Table table = new Table("KEY", "VALUE", "FROM");
            EffectiveValue.all(ConfigSource.of(
                            Map.of(), terminal.environment(), Optional.ofNullable(config), ConfigFile.DEFAULT))
                    .stream()
                    .filter(each -> !onlySet || !each.origin().equals("default"))
                    .forEach(each ->
                            table.row(each.key().name(), each.value().isEmpty() ? "-" : each.value(), each.origin()));
            terminal.out().print(table);
            return Exit.OK;
        }
    }
}
