package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.account.User;
import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.BucketVersioning;
import io.slime.gateway.bucket.NewBucket;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.metadata.quota.Quota;
import io.slime.metadata.quota.Standing;
import io.slime.metadata.quota.Use;
import io.slime.metadata.redundancy.Profiles;
import io.slime.metadata.tally.BucketTally;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /buckets}: which there are, and how much lies in them. */
final class BucketRoutes implements Routes {
    private static final int PAGE = 1000;

    private final AdminCore core;

    BucketRoutes(AdminCore core) {
        this.core = core;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        List<String> path = request.path();
        String shape = request.shape(1);
        if (shape.equals("GET")) {
            return list(request.query("after", "limit"));
        }
        request.query();
        return switch (shape) {
            case "POST" -> create(request);
            case "GET *" -> one(core.buckets().require(named(path.get(1))));
            case "PUT */redundancy" -> setRedundancy(request, path.get(1));
            case "DELETE */redundancy" -> {
                core.stores().redundancies().setBucket(named(path.get(1)).text(), Optional.empty(), true);
                yield one(core.buckets().require(named(path.get(1))));
            }
            case "PUT */quota" -> setQuota(path.get(1), QuotaJson.read(request));
            case "DELETE */quota" -> setQuota(path.get(1), Quota.NONE);
            case "DELETE *" -> {
                core.buckets().delete(named(path.get(1)));
                yield Answer.empty(204);
            }
            default ->
                throw path.size() == 1
                        ? Rejection.method("GET, POST")
                        : path.size() == 2
                                ? Rejection.method("GET, DELETE")
                                : path.size() == 3
                                                && List.of("redundancy", "quota")
                                                        .contains(path.get(2))
                                        ? Rejection.method("PUT, DELETE")
                                        : Rejection.notFound("no such route");
        };
    }

    private Answer list(Map<String, String> query) {
        int limit = limit(query.getOrDefault("limit", String.valueOf(PAGE)));
        List<Bucket> page = core.buckets().list(Optional.empty(), query.getOrDefault("after", ""), limit);
        Map<String, BucketTally> tallies = DatabaseCalls.ask(() -> core.metadata()
                .bucketTallies()
                .of(page.stream().map(bucket -> bucket.name().text()).toList()));
        ObjectNode document = Json.document("buckets");
        ArrayNode list = document.putArray("buckets");
        Map<String, Standing> quotas = DatabaseCalls.ask(core.metadata().quotas()::buckets);
        page.forEach(bucket -> QuotaJson.put(
                put(list.addObject(), bucket, tallies.getOrDefault(bucket.name().text(), BucketTally.NONE)),
                quotas.getOrDefault(bucket.name().text(), new Standing(Quota.NONE, Use.NONE))));
        return Json.answer(document.put(
                "next", page.size() == limit ? page.getLast().name().text() : null));
    }

    private Answer setQuota(String text, Quota quota) {
        Bucket bucket = core.buckets().require(named(text));
        if (!DatabaseCalls.ask(() -> core.metadata().quotas().setBucket(text, quota))) {
            throw new StorageException.NoSuchBucket(text);
        }
        return one(bucket);
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > PAGE) {
            throw Rejection.badRequest("'limit' must be a whole number from 1 to " + PAGE);
        }
        return Integer.parseInt(text);
    }

    /** What lies natively below the name is adopted only for an administrator, who may read it all. */
    private Answer create(AdminRequest request) throws IOException {
        JsonBody body = request.body("name", "owner", "object_lock");
        String text = body.text("name");
        BucketName name = BucketName.find(text)
                .orElseThrow(() -> Rejection.badRequest("'" + text + "' is no name that a bucket may have"));
        User owner = body.optionalText("owner")
                .map(user -> core.accounts()
                        .named(user)
                        .orElseThrow(() -> Rejection.badRequest("there is no user '" + user + "'")))
                .or(() -> core.accounts().key(request.signature().accessKeyId()).map(key -> key.user()))
                .orElseThrow(() -> new Unauthorized("there is no such access key"));
        boolean lock = body.optionalTruth("object_lock").orElse(false);
        return one(core.buckets().create(new NewBucket(name, owner.id(), "", lock, owner.admin())));
    }

    private Answer setRedundancy(AdminRequest request, String text) throws IOException {
        BucketName name = named(text);
        JsonBody body = request.body("need", "total", "rewrite");
        Redundancy wanted = RedundancyRoutes.checked(body.number("need"), body.number("total"));
        core.stores()
                .redundancies()
                .setBucket(
                        name.text(),
                        Optional.of(wanted),
                        body.optionalTruth("rewrite").orElse(true));
        return one(core.buckets().require(name));
    }

    private Answer one(Bucket bucket) {
        String name = bucket.name().text();
        BucketTally tally = DatabaseCalls.ask(
                        () -> core.metadata().bucketTallies().of(List.of(name)))
                .getOrDefault(name, BucketTally.NONE);
        ObjectNode document = put(Json.document("bucket"), bucket, tally);
        DatabaseCalls.ask(() -> core.metadata().quotas().bucket(name))
                .ifPresent(standing -> QuotaJson.put(document, standing));
        return Json.answer(document);
    }

    private static BucketName named(String text) {
        return BucketName.find(text).orElseThrow(() -> new StorageException.NoSuchBucket(text));
    }

    private ObjectNode put(ObjectNode node, Bucket bucket, BucketTally tally) {
        node.put("name", bucket.name().text())
                .put(
                        "owner",
                        core.accounts().user(bucket.owner()).map(User::name).orElse(null));
        Json.putTime(node, "created", Optional.of(bucket.created()))
                .put("versioning", versioning(bucket.versioning()))
                .put("object_lock", bucket.objectLock());
        Profiles profiles = core.stores().redundancies().profiles();
        Redundancy own = profiles.buckets().get(bucket.name().text());
        ObjectNode redundancy =
                RedundancyRoutes.put(node.putObject("redundancy"), own == null ? profiles.cluster() : own);
        redundancy.put("own", own != null);
        node.put("objects", tally.objects())
                .put("bytes", tally.bytes())
                .put("versions", tally.versions())
                .put("version_bytes", tally.versionBytes())
                .put("delete_markers", tally.markers());
        long inside = tally.versions() + tally.markers();
        Can.of(node)
                .put("delete", inside > 0, "it holds " + Safety.count(inside, "version"))
                .put("suspend", bucket.objectLock(), "object lock needs versions");
        return node;
    }

    private static String versioning(BucketVersioning versioning) {
        return switch (versioning) {
            case NEVER -> "off";
            case ENABLED -> "enabled";
            case SUSPENDED -> "suspended";
        };
    }
}
