package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.util.Optional;

/** Errors in the words of the admin API: {@code {"error":"…","next":"…","request_id":"…"}}. */
final class ErrorReplies {
    private static final String RETRY_SECONDS = "2";

    private ErrorReplies() {}

    static Answer of(HttpCall call, int status, String reason, Optional<String> next) {
        ObjectNode document = Json.object().put("error", reason);
        next.ifPresent(command -> document.put("next", command));
        Answer answer = Json.answer(status, document.put("request_id", call.requestId()));
        return status == 503 ? answer.with("Retry-After", RETRY_SECONDS) : answer;
    }

    static Answer of(HttpCall call, Rejection rejection) {
        Answer answer = of(call, rejection.status(), String.valueOf(rejection.getMessage()), Optional.empty());
        return rejection.allow().map(methods -> answer.with("Allow", methods)).orElse(answer);
    }

    static Answer of(HttpCall call, StorageException failure) {
        int status = switch (failure) {
            case StorageException.NoSuchBucket _,
                    StorageException.NoSuchStorageClass _,
                    StorageException.NoSuchKey _,
                    StorageException.DeleteMarker _,
                    StorageException.NoSuchVersion _,
                    StorageException.NoSuchUpload _ -> 404;
            case StorageException.InvalidPart _,
                    StorageException.InvalidPartOrder _,
                    StorageException.PartTooSmall _,
                    StorageException.RangeUnsatisfiable _ -> 400;
            case StorageException.PreconditionFailed _, StorageException.PreconditionMissing _ -> 412;
            case StorageException.BucketTaken _,
                    StorageException.BucketNotEmpty _,
                    StorageException.ConcurrentConflict _,
                    StorageException.Refused _ -> 409;
            case StorageException.Locked _, StorageException.QuotaExceeded _ -> 403;
            case StorageException.RetentionOver _ -> 400;
            case StorageException.Unavailable _, StorageException.Overloaded _, StorageException.OutcomeUnknown _ ->
                503;
            case StorageException.Unreadable _ -> 500;
        };
        return of(call, status, failure.reason(), Optional.empty());
    }
}
