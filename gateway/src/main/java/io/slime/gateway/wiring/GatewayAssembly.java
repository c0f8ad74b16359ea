package io.slime.gateway.wiring;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.User;
import io.slime.gateway.config.DatabaseConfig;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.config.Secret;
import io.slime.gateway.data.DataCore;
import io.slime.gateway.data.DataFront;
import io.slime.gateway.data.Trust;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpServer;
import io.slime.gateway.http.ServerConfig;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.transaction.MetadataException;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts a gateway together. */
public final class GatewayAssembly implements GatewayOpener {
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration ERA = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration EPOCH = Duration.ofMinutes(5);

    @Override
    public Gateway open(GatewaySetup setup) throws IOException {
        Metadata metadata = connect(setup.config().database());
        try {
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            Core core = Core.open(metadata, setup, new NoChunkServers(), threads);
            OpenGateway gateway = new OpenGateway(core, product(metadata));
            gateway.add(metadata);
            try {
                start(gateway, core, setup, threads);
                return gateway;
            } catch (IOException | RuntimeException e) {
                gateway.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            metadata.close();
            throw e;
        }
    }

    private static void start(OpenGateway gateway, Core core, GatewaySetup setup, ExecutorService threads)
            throws IOException {
        ProxyConfig config = setup.config();
        gateway.add(core.epochs());
        core.warm();
        root(core, setup).ifPresent(gateway::made);
        Rounds rounds = gateway.add(new Rounds());
        rounds.every(BEAT, "the sign of life", core.pulse()::beat);
        rounds.every(ERA, "the step of the era", core.metadata().epochs()::bumpEra);
        rounds.every(LOOK, "the look for stores", core.discovery()::pass);
        rounds.every(EPOCH, "the change of epochs", core.epochs()::rotate);
        Authenticator authenticator =
                SignatureChecks.authenticator(core.accounts(), config.s3().region());
        if (config.proxy().listen().isPresent()) {
            ListenAddress address = config.proxy().listen().get();
            Trust trust =
                    new Trust(address.isLoopback(), rootId(core), core.accounts(), new SignatureChecks(authenticator));
            DataCore served = new DataCore(core.cluster().id(), core.objects(), core.buckets(), core.stores());
            gateway.nativeApi(listen(address, config, new DataFront(served, trust), threads), address);
        }
    }

    private static HttpServer listen(ListenAddress address, ProxyConfig config, Front front, ExecutorService threads)
            throws IOException {
        ServerConfig server = ServerConfig.of(address.host().isEmpty() ? "::" : address.host(), address.port())
                .withMaxRequests(config.proxy().parallelRequests());
        try {
            return HttpServer.open(server, front, threads);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException taken) {
                throw new IOException("cannot listen at " + address + ": " + taken.getMessage(), taken);
            }
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

    private static String rootId(Core core) {
        return core.accounts()
                .named("root")
                .or(() -> core.accounts().users().stream().filter(User::admin).findFirst())
                .map(User::id)
                .orElseThrow(() -> new IllegalStateException("there is no user root and no other administrator"));
    }

    private static String product(Metadata metadata) {
        return metadata.transactions()
                .statement(connection -> connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion());
    }
}
