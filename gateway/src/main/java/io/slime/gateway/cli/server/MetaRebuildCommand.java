package io.slime.gateway.cli.server;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.client.ChunkServerClient;
import io.slime.chunkd.client.Credentials;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.journal.AcceptReport;
import io.slime.gateway.journal.Rebuild;
import io.slime.gateway.tls.TlsException;
import io.slime.gateway.wiring.ChunkCredentials;
import io.slime.metadata.foreign.ForeignContent;
import io.slime.metadata.foreign.ForeignCount;
import io.slime.metadata.transaction.MetadataException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime meta rebuild}: the metadata from the stores alone, into an empty database; gateways are started afterwards. */
@Command(
        name = "rebuild",
        description = "Build the metadata anew from the stores alone, in an empty database: of slime --data DIR and of "
                + "chunk servers, or of chunk servers and the database that is configured.")
public final class MetaRebuildCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @Option(names = "--chunk-server", paramLabel = "URL", description = "a chunk server; name all of them")
    private List<URI> servers = List.of();

    private final PrintStream out;
    private final Map<String, String> environment;
    private final Supplier<Optional<Path>> data;

    /** Prints to {@code out}; {@code data} is the directory of {@code --data} before the command. */
    public MetaRebuildCommand(PrintStream out, Map<String, String> environment, Supplier<Optional<Path>> data) {
        this.out = out;
        this.environment = Map.copyOf(environment);
        this.data = data;
    }

    @Override
    public Integer call() throws IOException {
        if (servers.isEmpty() && options.directory(data.get()).isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, "name the stores: --data DIR of a slime server, each --chunk-server URL, or both");
        }
        try (OpenDatabase database = options.open(data.get(), environment)) {
            Map<ChunkStore, String> urls = new LinkedHashMap<>();
            if (database.directory().isEmpty()) {
                return servers(database, urls);
            }
            try (OwnStores own = own(database.directory().get())) {
                own.stores().forEach(store -> urls.put(store, Discovery.LOCAL));
                return servers(database, urls);
            }
        } catch (MetadataException | ChunkException | StorageException | TlsException e) {
            throw new CommandFailure(Exit.FAILED, "nothing was rebuilt: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "nothing was rebuilt: " + e.getMessage());
        }
    }

    private static OwnStores own(ServerDirectory directory) throws IOException {
        return OwnStores.numbered(
                directory.stores(),
                OptionalInt.empty(),
                0,
                new OwnStores.How(StoreOptions.defaults(), Optional.empty()));
    }

    /** Rebuilds from these stores and those of the chunk servers. */
    private int servers(OpenDatabase database, Map<ChunkStore, String> urls) throws IOException {
        Credentials credentials = ChunkCredentials.of(options.security(data.get(), environment));
        List<ChunkServerClient> clients = new ArrayList<>();
        try {
            for (URI server : servers) {
                ChunkServerClient client = new ChunkServerClient(server, credentials);
                clients.add(client);
                for (StoreStatus status : client.stores()) {
                    urls.put(client.store(status.uuid()), server.toString());
                }
            }
            return rebuild(database, urls);
        } finally {
            clients.forEach(ChunkServerClient::close);
        }
    }

    private int rebuild(OpenDatabase database, Map<ChunkStore, String> urls) throws IOException {
        Rebuild.Report report = new Rebuild(database.config(), urls).run();
        report.last()
                .ifPresentOrElse(
                        last -> out.println("The metadata of cluster " + last.cluster() + " is as of " + last.at()
                                + ", from " + report.entries() + " entries of the journal."),
                        () -> out.println(
                                "The stores hold no journal: users, keys, buckets and settings are not known, nor "
                                        + "copies and objects that were uploaded in parts."));
        if (report.lost() > 0) {
            out.println(report.lost() + " later entries of the journal are of no use, for one before them is missing.");
        }
        report.accepted().ifPresent(this::print);
        report.unfinished()
                .ifPresent(reason -> out.println("What was written later is not looked for yet: " + reason
                        + ".\nStart the gateways, then: slime meta accept --adopt"));
        return report.lost() > 0
                        || report.unfinished().isPresent()
                        || report.last().isEmpty()
                ? Exit.DEGRADED
                : Exit.OK;
    }

    private void print(AcceptReport accepted) {
        ForeignCount adopted = accepted.count(ForeignContent.State.ADOPTED);
        out.println(adopted.contents() + " objects and parts (" + adopted.bytes()
                + " bytes) that were written later came back from their chunks, without headers and user metadata.");
        long left = accepted.contents().entrySet().stream()
                .filter(state -> state.getKey() != ForeignContent.State.ADOPTED)
                .mapToLong(state -> state.getValue().contents())
                .sum();
        if (left > 0) {
            out.println(
                    left + " more are incomplete, older or of unknown uploads, and are kept: slime meta accept tells.");
        }
        out.println("Not known is what was deleted, copied, completed or set later, and empty objects written later.");
    }
}
