package io.slime.gateway.admin;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.doctor.Doctor;
import io.slime.gateway.event.Events;
import io.slime.gateway.http.Front;
import io.slime.gateway.journal.Acceptance;
import io.slime.gateway.journal.AcceptanceRun;
import io.slime.gateway.live.Live;
import io.slime.gateway.live.Surroundings;
import io.slime.gateway.maintenance.Stores;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.Key;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.testing.ClusterForTests;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** The admin API over the rooms of a cluster for tests. */
final class FrontForTests {
    private FrontForTests() {}

    /** One over that cluster; {@code frozen} tells why nothing is deleted. */
    static Front of(ClusterForTests cluster, boolean loopback, Supplier<Optional<String>> frozen) {
        Authenticator authenticator = new Authenticator(
                id -> cluster.accounts()
                        .key(id)
                        .map(key -> new Key(id, key.secret(), key.user().id(), key.enabled())),
                List.of("us-east-1"),
                InstantSource.system(),
                java.util.Set.of());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AdminFront front = new AdminFront(
                new AdminCore(
                        cluster.cluster(),
                        cluster.stores(),
                        cluster.accounts(),
                        cluster.buckets(),
                        cluster.objects(),
                        cluster.metadata(),
                        frozen,
                        () -> false,
                        acceptance(cluster),
                        new Events(cluster.metadata().events()),
                        cluster.requests(),
                        doctor(cluster),
                        Live.of(
                                new Surroundings(
                                        cluster.cluster(),
                                        cluster.stores(),
                                        cluster.metadata(),
                                        cluster.requests()::last),
                                10,
                                cluster.threads())),
                new AdminTrust(loopback, call -> signature(authenticator, call), Optional.of("metrics-token")),
                new AdminFacts(
                        "0.1.0", "PostgreSQL 18", Optional.of(new AdminFacts.S3("http://s3:17943", "us-east-1"))),
                registry,
                InstantSource.system());
        return new MeteredFront(front, "admin", registry);
    }

    private static Doctor doctor(ClusterForTests cluster) {
        Doctor.Surroundings surroundings =
                new Doctor.Surroundings("mark", url -> Optional.empty(), () -> Map.of("tls.pem", Instant.EPOCH));
        return new Doctor(cluster.metadata(), cluster.stores(), surroundings, InstantSource.system());
    }

    private static AcceptanceRun acceptance(ClusterForTests cluster) {
        Stores stores = Stores.of(
                cluster.cluster(),
                new Placements(cluster.cluster(), cluster.metadata().placements(), new Random(1)));
        return new AcceptanceRun(
                new Acceptance(cluster.metadata(), stores),
                cluster.metadata().tasks(),
                UUID.randomUUID(),
                cluster.threads());
    }

    private static Signature signature(Authenticator authenticator, io.slime.gateway.http.HttpCall call) {
        HttpHeaders.Builder headers = HttpHeaders.builder();
        call.eachHeader(headers::add);
        try {
            Identity identity = authenticator.authenticate(
                    new SignedRequest(call.method(), call.rawPath(), call.rawQuery(), headers.build()));
            if (identity instanceof Identity.Authenticated known) {
                Optional<String> body = known.payload() instanceof PayloadMode.Signed(String sha256)
                        ? Optional.of(sha256)
                        : Optional.empty();
                return new Signature(known.key().accessKeyId(), body);
            }
            throw new Unauthorized("the request is not signed");
        } catch (S3Exception e) {
            throw new Unauthorized(String.valueOf(e.getMessage()));
        }
    }
}
