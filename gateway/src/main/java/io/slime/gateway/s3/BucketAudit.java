package io.slime.gateway.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.event.Change;
import io.slime.gateway.event.Events;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Serves what changes buckets, and keeps what it changed: only what differs, before and after. */
final class BucketAudit {
    private final Buckets buckets;
    private final Events events;

    BucketAudit(Buckets buckets, Events events) {
        this.buckets = buckets;
        this.events = events;
    }

    /** Whether an operation changes a bucket, and not what lies in it. */
    static boolean covers(Operation operation) {
        String name = operation.wireName();
        return name.equals("CreateBucket")
                || name.matches("(Put|Delete)(Bucket.*|PublicAccessBlock|ObjectLockConfiguration)");
    }

    void serve(S3Operation operation, S3Request request) throws IOException {
        Optional<BucketName> name =
                request.address().bucket().filter(text -> !text.isEmpty()).flatMap(BucketName::find);
        Map<String, String> before = name.map(buckets::configuration).orElse(Map.of());
        operation.serve(request);
        Map<String, String> after = name.map(buckets::configuration).orElse(Map.of());
        Optional<String> key = request.identity() instanceof Identity.Authenticated known
                ? Optional.of(known.key().accessKeyId())
                : Optional.empty();
        Change.Author by = new Change.Author(
                "s3",
                request.identity() instanceof Identity.Authenticated known
                        ? known.key().userName()
                        : "anonymous",
                key,
                request.call().client().getHostAddress(),
                request.call().requestId());
        events.record(new Change(
                by,
                request.operation().wireName(),
                "buckets/" + name.map(BucketName::text).orElse("?"),
                differing(before, after),
                differing(after, before)));
    }

    private static Optional<JsonNode> differing(Map<String, String> those, Map<String, String> others) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String field : new TreeSet<>(those.keySet())) {
            String value = those.get(field);
            if (!Objects.equals(value, others.get(field))) {
                node.put(field, value);
            }
        }
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }
}
