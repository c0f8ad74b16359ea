package io.slime.gateway.cli.server;

import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ConfigSource;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.config.ServerConfig;
import io.slime.gateway.wiring.Gateway;
import io.slime.gateway.wiring.GatewayOpener;
import io.slime.gateway.wiring.GatewaySetup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime proxy-server}: a gateway over stores of other processes. */
@Command(
        name = "proxy-server",
        aliases = "gateway",
        description = "Run a gateway: S3, native and admin API over chunk servers and a PostgreSQL.")
public final class ProxyServerCommand implements Callable<Integer> {
    private static final Path DEFAULT_MASTER_KEY = Path.of("master-key");

    @Option(names = "--config", paramLabel = "FILE", description = "options; /etc/slime/server.toml where that exists")
    private @Nullable Path config;

    @Option(names = "--root-key-file", paramLabel = "FILE", description = "where root's key is kept when it is made")
    private @Nullable String rootKeyFile;

    @Option(names = "--master-key-file", paramLabel = "FILE", description = "the key that secrets are encrypted with")
    private @Nullable String masterKeyFile;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    private final PrintStream out;
    private final Map<String, String> environment;
    private final GatewayOpener opener;

    /** Prints to {@code out}, and opens the gateway by {@code opener}. */
    public ProxyServerCommand(PrintStream out, Map<String, String> environment, GatewayOpener opener) {
        this.out = out;
        this.environment = Map.copyOf(environment);
        this.opener = opener;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> flags = listen.flags();
        ListenOptions.put(flags, "proxy.root-key-file", rootKeyFile);
        ListenOptions.put(flags, "security.master-key-file", masterKeyFile);
        ProxyConfig read = ProxyConfig.read(
                ConfigSource.of(flags, environment, Optional.ofNullable(config), ChunkServerCommand.CONFIGURATION));
        Logging.configure(read.log());
        StopSignal signal = StopSignal.listen(read.limits().shutdown());
        try {
            serve(read, signal);
            Greeting.bye(out);
        } finally {
            signal.done();
        }
        return Exit.OK;
    }

    private void serve(ProxyConfig read, StopSignal signal) throws IOException, InterruptedException {
        try (Gateway gateway = opener.open(new GatewaySetup(
                read,
                List::of,
                ServerConfig.DEFAULT_REDUNDANCY,
                read.security().masterKeyFile().orElse(DEFAULT_MASTER_KEY),
                new RootKeys(environment, read.proxy().rootKeyFile())))) {
            Greeting.print(out, gateway, read, read.proxy().rootKeyFile());
            signal.await();
            gateway.leave(read.limits().shutdownDelay());
        }
    }
}
