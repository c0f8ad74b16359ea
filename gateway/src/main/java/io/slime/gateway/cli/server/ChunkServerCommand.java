package io.slime.gateway.cli.server;

import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ChunkConfig;
import io.slime.gateway.config.ConfigSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime chunk-server}: serves formatted store directories to gateways. */
@Command(name = "chunk-server", description = "Serve formatted store directories to gateways.")
public final class ChunkServerCommand implements Callable<Integer> {
    /** The file of options that is read where none is named. */
    static final Path CONFIGURATION = Path.of("/etc/slime/server.toml");

    @Option(names = "--config", paramLabel = "FILE", description = "options; /etc/slime/server.toml where that exists")
    private @Nullable Path config;

    @Option(names = "--listen", paramLabel = "H:P", description = "chunk protocol; 127.0.0.1:17941")
    private @Nullable String listen;

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "formatted store directories")
    private List<Path> directories = List.of();

    private final PrintStream out;
    private final Map<String, String> environment;

    /** Prints to {@code out}. */
    public ChunkServerCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> flags = new LinkedHashMap<>();
        ListenOptions.put(flags, "chunk.listen", listen);
        if (!directories.isEmpty()) {
            flags.put("chunk.dirs", directories.stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        ChunkConfig read =
                ChunkConfig.read(ConfigSource.of(flags, environment, Optional.ofNullable(config), CONFIGURATION));
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

    private void serve(ChunkConfig read, StopSignal signal) throws IOException, InterruptedException {
        try (OwnStores own = OwnStores.present(read.chunk().dirs(), OwnStores.How.of(read.chunk()));
                StoreListener listener = StoreListener.open(read.chunk(), read.security(), own.stores());
                OwnStores.Watch _ = own.watch(listener::add)) {
            out.println("Ready: " + own.stores().size() + " stores at "
                    + listener.url().orElse("no listener"));
            out.flush();
            signal.await();
        }
    }
}
