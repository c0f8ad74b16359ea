package io.slime.gateway.wiring;

import io.slime.chunkd.client.Credentials;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.config.DatabaseConfig;
import io.slime.gateway.config.Secret;
import io.slime.gateway.durability.BucketCensus;
import io.slime.gateway.durability.TallyFolding;
import io.slime.gateway.journal.Journal;
import io.slime.gateway.journal.JournalTask;
import io.slime.gateway.lifecycle.Lifecycle;
import io.slime.gateway.lifecycle.LifecycleDay;
import io.slime.gateway.maintenance.Crew;
import io.slime.gateway.maintenance.Foreground;
import io.slime.gateway.maintenance.MaintenanceLoop;
import io.slime.gateway.maintenance.Task;
import io.slime.gateway.maintenance.Throttle;
import io.slime.gateway.maintenance.Upkeep;
import io.slime.gateway.tls.TlsException;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.transaction.MetadataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts a gateway together. */
public final class GatewayAssembly implements GatewayOpener {
    @Override
    public Gateway open(GatewaySetup setup) throws IOException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Metadata metadata = connect(setup.config().database());
        try {
            RemoteChunkServers servers = new RemoteChunkServers(credentials(setup));
            Core core = Core.open(metadata, setup, servers, threads);
            return start(core, setup, threads, servers);
        } catch (IOException | RuntimeException e) {
            metadata.close();
            throw e;
        }
    }

    private static Credentials credentials(GatewaySetup setup) throws IOException {
        try {
            return ChunkCredentials.of(setup.config().security());
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Gateway start(Core core, GatewaySetup setup, ExecutorService threads, RemoteChunkServers servers)
            throws IOException {
        OpenGateway gateway = new OpenGateway(core, product(core.metadata()));
        try {
            gateway.add(servers);
            gateway.add(core.epochs());
            core.warm();
            root(core, setup).ifPresent(gateway::made);
            Foreground foreground = new Foreground(System::nanoTime);
            Crew crew = new Crew(new Throttle(foreground, System::nanoTime), threads);
            Upkeep upkeep = new Upkeep(core.metadata(), core.gateway(), core.cluster(), crew);
            List<Task> tasks = new ArrayList<>(upkeep.ofGateway(core.pulse(), core.epochs(), core.discovery()));
            Journal journal = new Journal(
                    core.metadata(),
                    upkeep.stores(),
                    upkeep.freeze(),
                    () -> core.redundancy().profiles().strongest(),
                    threads);
            if (setup.config().proxy().scrubbers() > 0) {
                tasks.addAll(upkeep.ofCluster(core.eraser(), core.contents()));
                tasks.add(new TallyFolding(
                        core.metadata().tallies(), core.metadata().tasks(), core.gateway()));
                tasks.add(new Lifecycle(
                        core.metadata(),
                        core.gateway(),
                        new LifecycleDay(setup.config().s3().lifecycleDay()),
                        upkeep.freeze()::holds));
                tasks.add(new BucketCensus(
                        core.metadata().bucketTallies(), core.metadata().tasks(), core.gateway()));
                tasks.addAll(JournalTask.writing(journal, core.metadata().tasks(), core.gateway()));
            } else {
                tasks.add(JournalTask.bounding(journal, core.metadata().tasks(), core.gateway()));
            }
            gateway.add(MaintenanceLoop.start(tasks, threads));
            new Fronts(core, setup.config(), threads, foreground).open(gateway, upkeep);
            gateway.last(core.metadata());
            return gateway;
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private static Metadata connect(DatabaseConfig database) throws IOException {
        MetadataUrl parsed = MetadataUrl.parse(database.jdbcUrl());
        MetadataUrl url = new MetadataUrl(
                parsed.jdbc(),
                database.user().or(parsed::user),
                database.password().map(Secret::value).or(parsed::password));
        try {
            return Metadata.open(MetadataConfig.of(url));
        } catch (MetadataException e) {
            throw new IOException("the metadata database " + url + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Makes root on an empty database. */
    private static Optional<RootKey> root(Core core, GatewaySetup setup) {
        if (!core.accounts().users().isEmpty()) {
            return Optional.empty();
        }
        RootKey wanted = setup.rootKey().get();
        Optional<AccessKey> made = core.accounts()
                .createRoot(
                        Optional.of(wanted.id()), Optional.of(wanted.secret().value()));
        return made.map(key -> wanted);
    }

    private static String product(Metadata metadata) {
        return metadata.transactions()
                .statement(connection -> connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion());
    }
}
