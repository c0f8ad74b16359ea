package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.User;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.fsck.Fsck;
import io.slime.gateway.fsck.ObjectCheck;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API below {@code /api/v1}, signed by administrators, with {@code /healthz}, {@code /readyz} and {@code /metrics}. */
public final class AdminFront implements Front {
    private static final Logger LOG = LoggerFactory.getLogger(AdminFront.class);
    private static final String API = "/api/v1/";

    private final AdminCore core;
    private final AdminTrust trust;
    private final Health health;
    private final Metrics metrics;
    private final Audit audit;
    private final Map<String, Routes> routes;
    private final Map<String, StreamedRoutes> streams;
    private final ChangeStream changes;

    /**
     * Serves a core.
     *
     * @param core what is shown and changed
     * @param trust to whom
     * @param facts what does not change while the process runs
     * @param registry the metrics, to which those of the cluster are added
     * @param clock the time
     */
    public AdminFront(
            AdminCore core, AdminTrust trust, AdminFacts facts, PrometheusMeterRegistry registry, InstantSource clock) {
        Durability durability = new Durability(core.metadata(), clock);
        this.core = core;
        this.trust = trust;
        this.audit = new Audit(core.events());
        this.changes = new ChangeStream(core.live(), trust.signatures(), core.accounts());
        this.health = new Health(core, facts);
        ClusterStatuses statuses = new ClusterStatuses(core, durability, clock);
        this.metrics = new Metrics(registry, trust, core, statuses);
        ObjectCheck objects = new ObjectCheck(core.metadata(), core.cluster(), core.objects());
        this.streams = Map.of(
                "durability/unreadable", new UnreadableRoutes(core, durability),
                "fsck", new FsckRoutes(new Fsck(core.metadata(), core.cluster())),
                "objects/map", new ObjectRoutes(objects, core.cluster(), ObjectRoutes.Kind.MAP),
                "objects/verify", new ObjectRoutes(objects, core.cluster(), ObjectRoutes.Kind.VERIFY),
                "objects/versions", new ObjectRoutes(objects, core.cluster(), ObjectRoutes.Kind.VERSIONS));
        this.routes = Map.ofEntries(
                Map.entry("version", request -> version(request, facts)),
                Map.entry("status", new StatusRoutes(core, statuses)),
                Map.entry("redundancy", new RedundancyRoutes(core, durability)),
                Map.entry("repair", new RepairRoutes(core, clock)),
                Map.entry("scrub", new ScrubRoutes(core)),
                Map.entry("durability", new DurabilityRoutes(core, statuses)),
                Map.entry("stores", new StoreRoutes(core, statuses)),
                Map.entry("buckets", new BucketRoutes(core)),
                Map.entry(
                        "users",
                        new UserRoutes(
                                core.accounts(), core.buckets(), core.metadata().quotas())),
                Map.entry("keys", new KeyRoutes(core.accounts())),
                Map.entry("events", new EventRoutes(core.events())),
                Map.entry("requests", new RequestRoutes(core.requests())),
                Map.entry("doctor", new DoctorRoutes(core, facts.version())),
                Map.entry("settings", new SettingRoutes(SettingCatalog.of(core))),
                Map.entry("meta", new MetaRoutes(core)));
    }

    @Override
    public void serve(HttpCall call) throws IOException {
        Answer answer;
        try {
            Optional<Answer> whole = answer(call);
            if (whole.isEmpty()) {
                return;
            }
            answer = whole.get();
        } catch (Rejection rejection) {
            if (call.begun()) {
                throw new IOException("the answer broke off: " + rejection.getMessage(), rejection);
            }
            answer = ErrorReplies.of(call, rejection);
        } catch (Unauthorized e) {
            answer = ErrorReplies.of(call, 401, String.valueOf(e.getMessage()), Optional.empty());
        } catch (StorageException e) {
            if (e instanceof StorageException.Broken) {
                LOG.error("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), e.reason(), e);
            } else if (e instanceof StorageException.Outage) {
                LOG.warn("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), e.reason());
            }
            if (call.begun()) {
                throw new IOException("the answer broke off: " + e.reason(), e);
            }
            answer = ErrorReplies.of(call, e);
        }
        if (!call.begun()) {
            call.send(answer);
        }
    }

    /** The answer; empty if it was given already. */
    private Optional<Answer> answer(HttpCall call) throws IOException {
        String path = call.rawPath();
        if (path.startsWith(API)) {
            return api(call, path.substring(API.length() - 1));
        }
        boolean open = path.equals("/healthz") || path.equals("/readyz") || path.equals("/metrics");
        if (!open) {
            throw Rejection.notFound("there is nothing here: /api/v1, /healthz, /readyz, /metrics");
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw Rejection.method("GET, HEAD");
        }
        return Optional.of(
                switch (path) {
                    case "/healthz" -> health.healthy();
                    case "/readyz" -> health.ready();
                    default -> metrics.answer(call);
                });
    }

    private Optional<Answer> api(HttpCall call, String below) throws IOException {
        Signature signature = trust.signatures().check(call);
        AccessKey key = core.accounts()
                .key(signature.accessKeyId())
                .filter(AccessKey::enabled)
                .orElseThrow(() -> new Unauthorized("there is no such access key"));
        User user = key.user();
        List<String> path = AdminRequest.segments(below);
        call.describe(call.method() + "-" + path.getFirst(), user.name());
        if (!user.admin()) {
            throw Rejection.of(403, "'" + user.name() + "' is not an administrator");
        }
        if (key.limit().isPresent()) {
            throw Rejection.of(403, "this key is limited by a policy, which lets it speak S3 alone");
        }
        AdminRequest request = new AdminRequest(call, path, signature);
        if (path.getFirst().equals("stream")) {
            changes.serve(request);
            return Optional.empty();
        }
        StreamedRoutes stream = streams.get(String.join("/", path.subList(0, Math.min(2, path.size()))));
        if (stream != null) {
            LineStream.serve(stream, request);
            if (Audit.changes(call)) {
                audit.streamed(request, key);
            }
            return Optional.empty();
        }
        Routes noun = routes.get(path.getFirst());
        if (noun == null) {
            throw Rejection.notFound("no such route");
        }
        return Optional.of(audit.answer(noun, request, key));
    }

    private static Answer version(AdminRequest request, AdminFacts facts) {
        request.query();
        if (!request.shape(0).equals("GET")) {
            throw request.path().size() > 1 ? Rejection.notFound("no such route") : Rejection.method("GET");
        }
        ObjectNode document = Json.document("version")
                .put("version", facts.version())
                .put("java", System.getProperty("java.version", ""))
                .put("database", facts.database());
        facts.s3()
                .ifPresentOrElse(
                        s3 -> document.putObject("s3").put("url", s3.url()).put("region", s3.region()),
                        () -> document.putNull("s3"));
        return Json.answer(document);
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        return switch (reason) {
            case MALFORMED -> ErrorReplies.of(call, 400, "the request is ambiguous", Optional.empty());
            case OVERLOADED -> ErrorReplies.of(call, 503, "too many requests are running", Optional.empty());
            case STOPPING -> ErrorReplies.of(call, 503, "the server is going down", Optional.empty());
            case BROKEN -> ErrorReplies.of(call, 500, "something went wrong here; the log has it", Optional.empty());
        };
    }
}
