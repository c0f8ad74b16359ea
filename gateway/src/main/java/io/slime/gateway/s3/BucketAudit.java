package io.slime.gateway.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.event.Change;
import io.slime.gateway.event.Events;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what changes buckets, and keeps what it changed: only what differs, before and after. */
final class BucketAudit {
    private static final Logger LOG = LoggerFactory.getLogger(BucketAudit.class);

    /** Told apart once: every request of S3 is asked about. */
    private static final Set<Operation> COVERED = Arrays.stream(Operation.values())
            .filter(operation -> operation
                    .wireName()
                    .matches("CreateBucket|(Put|Delete)(Bucket.*|PublicAccessBlock|ObjectLockConfiguration)"))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));

    private final Buckets buckets;
    private final Events events;

    BucketAudit(Buckets buckets, Events events) {
        this.buckets = buckets;
        this.events = events;
    }

    /** Whether an operation changes a bucket, and not what lies in it. */
    static boolean covers(Operation operation) {
        return COVERED.contains(operation);
    }

    void serve(S3Operation operation, S3Request request) throws IOException {
        Optional<BucketName> name =
                request.address().bucket().filter(text -> !text.isEmpty()).flatMap(BucketName::find);
        Map<String, String> before = name.map(buckets::configuration).orElse(Map.of());
        operation.serve(request);
        try {
            keep(request, name, before, name.map(buckets::configuration).orElse(Map.of()));
        } catch (StorageException e) {
            // The change is made and answered: it must not be answered again.
            LOG.warn("{} is not kept among the events: {}", request.call().requestId(), e.reason());
        }
    }

    private void keep(
            S3Request request, Optional<BucketName> name, Map<String, String> before, Map<String, String> after) {
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
