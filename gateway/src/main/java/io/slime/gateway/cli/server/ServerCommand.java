package io.slime.gateway.cli.server;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ConfigSource;
import io.slime.gateway.config.DatabaseConfig;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.config.Secret;
import io.slime.gateway.config.ServerConfig;
import io.slime.gateway.wiring.Gateway;
import io.slime.gateway.wiring.GatewayOpener;
import io.slime.gateway.wiring.GatewaySetup;
import io.slime.metadata.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime server}: all in one process: PostgreSQL, stores, and every listener. */
@Command(name = "server", description = "Run everything on one machine, with all data below DIR.")
public final class ServerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "keeps everything; made if it is not there")
    private Path directory = Path.of("");

    @Option(
            names = "--stores",
            paramLabel = "N",
            description = "how many stores; 3 at first, 0 if all are at chunk servers")
    private @Nullable String stores;

    @Option(names = "--redundancy", paramLabel = "NEED/TOTAL", description = "redundancy of a new server; 2/3")
    private @Nullable String redundancy;

    @Option(names = "--chunk-listen", paramLabel = "H:P", description = "chunk protocol; none")
    private @Nullable String chunkListen;

    @Option(names = "--config", paramLabel = "FILE", description = "options; DIR/server.toml where that exists")
    private @Nullable Path config;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    private final PrintStream out;
    private final Map<String, String> environment;
    private final GatewayOpener opener;

    /** Prints to {@code out}, and opens the gateway by {@code opener}. */
    public ServerCommand(PrintStream out, Map<String, String> environment, GatewayOpener opener) {
        this.out = out;
        this.environment = Map.copyOf(environment);
        this.opener = opener;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> flags = listen.flags();
        ListenOptions.put(flags, "server.stores", stores);
        ListenOptions.put(flags, "server.redundancy", redundancy);
        ListenOptions.put(flags, "chunk.listen", chunkListen);
        ServerConfig read = ServerConfig.read(
                directory,
                ConfigSource.of(flags, environment, Optional.ofNullable(config), directory.resolve("server.toml")));
        Logging.configure(read.log());
        try (ServerDirectory opened = ServerDirectory.open(directory)) {
            StopSignal signal = StopSignal.listen(read.limits().shutdown());
            try {
                run(read, opened, signal);
                Greeting.bye(out);
            } finally {
                signal.done();
            }
        }
        return Exit.OK;
    }

    private void run(ServerConfig read, ServerDirectory opened, StopSignal signal)
            throws IOException, InterruptedException {
        if (read.database().isPresent()) {
            serve(read, read.database().get(), opened, signal);
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(opened.postgres())) {
            DatabaseConfig database = new DatabaseConfig(
                    postgres.jdbcUrl(), Optional.of(postgres.user()), Optional.of(new Secret(postgres.password())));
            serve(read, database, opened, signal);
        }
    }

    private void serve(ServerConfig read, DatabaseConfig database, ServerDirectory opened, StopSignal signal)
            throws IOException, InterruptedException {
        RootKeys rootKeys = new RootKeys(environment, Optional.of(opened.rootKey()));
        ProxyConfig config = read.gateway(database);
        try (OwnStores own = OwnStores.numbered(
                        opened.stores(), read.stores(), ServerConfig.DEFAULT_STORES, OwnStores.How.of(read.chunk()));
                StoreListener listener = StoreListener.open(read.chunk(), read.security(), own.stores());
                OwnStores.Watch _ = own.watch(listener::add);
                Gateway gateway = opener.open(new GatewaySetup(
                        config,
                        own::stores,
                        read.redundancy().orElse(ServerConfig.DEFAULT_REDUNDANCY),
                        read.security().masterKeyFile().orElse(opened.masterKey()),
                        rootKeys))) {
            checkRedundancy(read, gateway);
            Optional<ListenAddress> admin = gateway.admin();
            if (admin.isPresent()) {
                opened.noteAdminUrl(admin.get().url(config.admin().scheme()));
            }
            Greeting.print(out, gateway, config, Optional.of(opened.rootKey()));
            signal.await();
            gateway.leave(read.limits().shutdownDelay());
        }
    }

    private void checkRedundancy(ServerConfig read, Gateway gateway) {
        if (read.redundancy().isPresent() && !read.redundancy().get().equals(gateway.redundancy())) {
            int need = read.redundancy().get().need();
            int total = read.redundancy().get().total();
            throw new CommandFailure(
                    Exit.USAGE,
                    "the redundancy is " + gateway.redundancy() + ", not the " + need + "/" + total
                            + " of --redundancy; it is changed while the server runs",
                    "slime --data " + directory + " redundancy set " + need + " " + total);
        }
    }
}
