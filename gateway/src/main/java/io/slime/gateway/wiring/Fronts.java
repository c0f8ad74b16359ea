package io.slime.gateway.wiring;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.slime.gateway.account.User;
import io.slime.gateway.admin.AdminCore;
import io.slime.gateway.admin.AdminFacts;
import io.slime.gateway.admin.AdminFront;
import io.slime.gateway.admin.AdminTrust;
import io.slime.gateway.admin.MeteredFront;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.config.S3Section;
import io.slime.gateway.config.Secret;
import io.slime.gateway.config.SignatureV2;
import io.slime.gateway.config.TlsFiles;
import io.slime.gateway.data.DataCore;
import io.slime.gateway.data.DataFront;
import io.slime.gateway.data.Signature;
import io.slime.gateway.data.Trust;
import io.slime.gateway.data.Unauthorized;
import io.slime.gateway.doctor.Doctor;
import io.slime.gateway.event.Events;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.RecentRequests;
import io.slime.gateway.journal.Acceptance;
import io.slime.gateway.journal.AcceptanceRun;
import io.slime.gateway.lifecycle.LifecycleDay;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.live.Live;
import io.slime.gateway.live.Surroundings;
import io.slime.gateway.maintenance.Foreground;
import io.slime.gateway.maintenance.Upkeep;
import io.slime.gateway.s3.S3Doors;
import io.slime.gateway.s3.S3Front;
import io.slime.gateway.s3.S3Settings;
import io.slime.gateway.s3.Vouching;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.V2Form;
import io.slime.gateway.tls.FreshIdentity;
import io.slime.gateway.tls.TlsException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The three fronts of a gateway and their listeners. */
final class Fronts {
    /** How many of the last requests are kept for those who look, and as many that failed: about a megabyte. */
    private static final int RECENT = 2000;

    /** Who listens to changes takes up a request; no more than a quarter of those that may run. */
    private static final int MOST_LISTENERS = 100;

    private final Core core;
    private final ProxyConfig config;
    private final Executor threads;
    private final Authenticator authenticator;
    private final Foreground foreground;
    private final RecentRequests requests = new RecentRequests(RECENT);
    private final Live live;
    private final Events events;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Fronts(Core core, ProxyConfig config, Executor threads, Foreground foreground) {
        this.foreground = foreground;
        this.core = core;
        this.config = config;
        this.threads = threads;
        this.authenticator =
                SignedCaller.authenticator(core.accounts(), config.s3().region(), Set.of());
        this.live = Live.of(
                new Surroundings(core.cluster(), core.stores(), core.metadata(), requests::last),
                Math.clamp(config.proxy().parallelRequests() / 4, 1, MOST_LISTENERS),
                threads);
        this.events = new Events(core.metadata().events(), live::nudge);
    }

    /** Opens the listeners that are configured. */
    void open(OpenGateway gateway, Upkeep upkeep) throws IOException {
        HttpListener listener = new HttpListener(config, threads);
        Optional<ListenAddress> s3 = config.s3().listen();
        if (s3.isPresent()) {
            gateway.s3(
                    listener.open(
                            s3.get(),
                            tls(config.s3().tls()),
                            Optional.of(requests),
                            metered(
                                    new CountedFront(s3(config.s3().domains(), _ -> Optional.empty()), foreground),
                                    "s3")),
                    s3.get());
        }
        Optional<ListenAddress> data = config.proxy().listen();
        if (data.isPresent()) {
            Front front = metered(new CountedFront(data(data.get()), foreground), "data");
            gateway.nativeApi(
                    listener.open(data.get(), tls(config.proxy().tls()), Optional.of(requests), front), data.get());
        }
        Optional<ListenAddress> admin = config.admin().listen();
        if (admin.isPresent()) {
            ConsoleWiring console = new ConsoleWiring(core, config, foreground);
            gateway.logins(console.links(), config.admin().scheme());
            Front api = admin(admin.get(), gateway, upkeep, console);
            S3Front s3Front = s3(List.of(), console::vouch);
            Front front = metered(console.front(api, s3Front, gateway.s3().map(this::s3Facts)), "admin");
            gateway.admin(listener.open(admin.get(), tls(config.admin().tls()), Optional.empty(), front), admin.get());
            gateway.live(live);
        }
    }

    private Front metered(Front front, String name) {
        return new MeteredFront(front, name, registry);
    }

    private S3Front s3(List<String> domains, Vouching vouching) {
        S3Doors doors = new S3Doors(
                core.objects(),
                core.buckets(),
                core.uploads(),
                core.accounts(),
                new Lifecycles(core.buckets(), new LifecycleDay(config.s3().lifecycleDay())),
                events);
        S3Settings settings = new S3Settings(
                config.s3().region(),
                domains,
                core.gateway().toString(),
                config.s3().sseCOverHttp());
        Authenticator signatures = SignedCaller.authenticator(
                core.accounts(), config.s3().region(), v2Forms(config.s3().signatureV2()));
        return new S3Front(doors, settings, signatures, threads, vouching);
    }

    private static Set<V2Form> v2Forms(SignatureV2 taken) {
        return switch (taken) {
            case OFF -> Set.of();
            case PRESIGNED -> Set.of(V2Form.QUERY, V2Form.FORM);
            case ON -> Set.of(V2Form.values());
        };
    }

    private static Optional<SSLContext> tls(Optional<TlsFiles> configured) throws IOException {
        try {
            return configured.map(
                    files -> new FreshIdentity(files.certificate(), files.key(), System::nanoTime).context());
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private DataFront data(ListenAddress address) {
        Trust trust = new Trust(address.isLoopback(), rootId(), core.accounts(), call -> {
            try {
                SignedCaller caller = SignedCaller.of(authenticator, call);
                return new Signature(caller.accessKeyId(), caller.bodySha256());
            } catch (SignedCaller.Unproven e) {
                throw new Unauthorized(e.reason());
            }
        });
        return new DataFront(
                new DataCore(core.cluster().id(), core.objects(), core.buckets(), core.stores()), trust, threads);
    }

    private AdminFront admin(ListenAddress address, OpenGateway gateway, Upkeep upkeep, ConsoleWiring console) {
        AdminTrust trust = new AdminTrust(
                address.isLoopback(),
                new AdminSignatures(console, authenticator),
                config.admin().metricsToken().map(Secret::value));
        AdminCore served = new AdminCore(
                core.cluster(),
                core.stores(),
                core.accounts(),
                core.buckets(),
                core.objects(),
                core.metadata(),
                upkeep.freeze()::reason,
                gateway::leaving,
                new AcceptanceRun(
                        new Acceptance(core.metadata(), upkeep.stores()),
                        core.metadata().tasks(),
                        core.gateway(),
                        threads),
                events,
                requests,
                doctor(),
                live);
        AdminFacts facts = new AdminFacts(
                Version.current(), gateway.database(), gateway.s3().map(this::s3Facts));
        return new AdminFront(served, trust, facts, registry, InstantSource.system());
    }

    private Doctor doctor() {
        InstantSource clock = InstantSource.system();
        Doctor.Surroundings surroundings = new Doctor.Surroundings(
                core.masterKeyMark(),
                new ServerClocks(threads, clock, ChunkCredentials.tls(config.security()))::ahead,
                () -> Expiries.of(config));
        return new Doctor(core.metadata(), core.stores(), surroundings, clock);
    }

    private AdminFacts.S3 s3Facts(ListenAddress bound) {
        S3Section s3 = config.s3();
        String own = bound.url(s3.scheme());
        return new AdminFacts.S3(s3.publicUrl().map(URI::toString).orElse(own), s3.region());
    }

    private String rootId() {
        return core.accounts()
                .named("root")
                .or(() -> core.accounts().users().stream().filter(User::admin).findFirst())
                .map(User::id)
                .orElseThrow(() -> new IllegalStateException("there is no user root and no other administrator"));
    }
}
