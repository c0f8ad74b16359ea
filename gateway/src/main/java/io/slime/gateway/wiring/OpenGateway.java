package io.slime.gateway.wiring;

import io.slime.erasure.Redundancy;
import io.slime.gateway.account.KeyEntry;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.HttpServer;
import io.slime.gateway.live.Live;
import io.slime.gateway.session.LoginLinks;
import io.slime.metadata.transaction.MetadataException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A gateway while it runs; closing goes from the listeners down to the database. */
final class OpenGateway implements Gateway {
    private static final long PAUSE_MILLIS = 20;

    private final Core core;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final List<HttpServer> listeners = new ArrayList<>();
    private volatile boolean leaving;
    private Optional<RootKey> madeRoot = Optional.empty();
    private Optional<LoginLinks> links = Optional.empty();
    private Optional<Live> live = Optional.empty();
    private @Nullable ListenAddress s3;
    private @Nullable ListenAddress nativeApi;
    private @Nullable ListenAddress admin;
    private final String database;
    private String consoleScheme = "http";

    OpenGateway(Core core, String database) {
        this.core = core;
        this.database = database;
    }

    /** Takes what is to be closed; the last one first. */
    <T extends AutoCloseable> T add(T part) {
        parts.add(part);
        return part;
    }

    /** Takes what is to be closed after everything else. */
    void last(AutoCloseable part) {
        parts.addFirst(part);
    }

    void made(RootKey root) {
        madeRoot = Optional.of(root);
    }

    /** Takes what makes links that log in to the console, and the scheme of its listener. */
    void logins(LoginLinks maker, String scheme) {
        links = Optional.of(maker);
        consoleScheme = scheme;
    }

    private HttpServer listen(HttpServer server) {
        listeners.add(server);
        return add(server);
    }

    /** Takes what tells of changes, and ends before the listeners do. */
    void live(Live told) {
        live = Optional.of(add(told));
    }

    void s3(HttpServer server, ListenAddress asked) {
        s3 = asked.withPort(listen(server).address().getPort());
    }

    void nativeApi(HttpServer server, ListenAddress asked) {
        nativeApi = asked.withPort(listen(server).address().getPort());
    }

    void admin(HttpServer server, ListenAddress asked) {
        admin = asked.withPort(listen(server).address().getPort());
    }

    @Override
    public UUID cluster() {
        return core.cluster().id();
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public Redundancy redundancy() {
        return core.redundancy().now();
    }

    @Override
    public Optional<ListenAddress> s3() {
        return Optional.ofNullable(s3);
    }

    @Override
    public Optional<ListenAddress> nativeApi() {
        return Optional.ofNullable(nativeApi);
    }

    @Override
    public Optional<ListenAddress> admin() {
        return Optional.ofNullable(admin);
    }

    @Override
    public Optional<RootKey> madeRoot() {
        return madeRoot;
    }

    @Override
    public Optional<String> loginLink() {
        Optional<String> key = core.accounts()
                .named("root")
                .flatMap(root -> core.accounts().keys(Optional.of(root.id())).stream()
                        .filter(each -> each.enabled() && each.policy().isEmpty())
                        .map(KeyEntry::accessKeyId)
                        .findFirst());
        return admin().flatMap(address ->
                links.flatMap(maker -> key.map(id -> address.url(consoleScheme) + "/login#t=" + maker.make(id))));
    }

    /** Whether no more requests should be sent here, though they are served. */
    boolean leaving() {
        return leaving;
    }

    @Override
    public void leave(Duration delay) throws InterruptedException {
        leaving = true;
        listeners.forEach(HttpServer::leave);
        live.ifPresent(Live::close);
        Thread.sleep(delay);
    }

    @Override
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!ready()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private boolean ready() {
        try {
            return core.cluster().usable() >= core.redundancy().now().need();
        } catch (StorageException | MetadataException e) {
            return false;
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Closing.close(parts.removeLast());
        }
    }
}
