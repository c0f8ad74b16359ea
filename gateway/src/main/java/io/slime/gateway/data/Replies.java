package io.slime.gateway.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import java.nio.charset.StandardCharsets;

/** The answers of the native API that are not an object's bytes: JSON, plain text, and {@code {"error":"…"}}. */
final class Replies {
    private static final String RETRY_SECONDS = "2";

    private Replies() {}

    static Answer json(int status, JsonNode body) {
        return Answer.of(status, "application/json; charset=utf-8", (body + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(String body) {
        return Answer.of(200, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int status, String reason) {
        Answer answer = json(status, JsonNodeFactory.instance.objectNode().put("error", reason));
        return status == 503 ? answer.with("Retry-After", RETRY_SECONDS) : answer;
    }

    /** The answer to what the core could not or would not do. */
    static Answer of(StorageException failure) {
        return switch (failure) {
            case StorageException.NoSuchKey gone -> error(404, gone.reason());
            case StorageException.DeleteMarker gone -> error(404, gone.reason());
            case StorageException.NoSuchVersion gone -> error(404, gone.reason());
            case StorageException.NoSuchBucket gone -> error(404, gone.reason());
            case StorageException.NoSuchStorageClass none -> error(400, none.reason());
            case StorageException.NoSuchUpload gone -> error(404, gone.reason());
            case StorageException.PreconditionFailed failed -> error(412, failed.reason());
            case StorageException.PreconditionMissing failed -> error(412, failed.reason());
            case StorageException.ConcurrentConflict conflict -> error(409, conflict.reason());
            case StorageException.BucketTaken taken -> error(409, taken.reason());
            case StorageException.BucketNotEmpty full -> error(409, full.reason());
            case StorageException.InvalidPart part -> error(400, part.reason());
            case StorageException.InvalidPartOrder order -> error(400, order.reason());
            case StorageException.PartTooSmall part -> error(400, part.reason());
            case StorageException.Locked locked -> error(403, locked.reason());
            case StorageException.QuotaExceeded full -> error(403, full.reason());
            case StorageException.RetentionOver over -> error(400, over.reason());
            case StorageException.Refused refused -> error(400, refused.reason());
            case StorageException.RangeUnsatisfiable range ->
                Rejection.range(range.size()).answer();
            case StorageException.Unavailable away -> error(503, away.reason());
            case StorageException.Overloaded busy -> error(503, busy.reason());
            case StorageException.OutcomeUnknown unknown -> error(503, unknown.reason());
            case StorageException.Unreadable unreadable -> error(500, unreadable.reason());
        };
    }
}
