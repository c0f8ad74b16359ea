package io.slime.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A change that an operator or a bucket's owner made.
 *
 * @param by who asked for it
 * @param what the operation, such as {@code PUT buckets/photos/quota} or {@code PutBucketPolicy}
 * @param subject what was changed, such as {@code buckets/photos}
 * @param before what it was, where that is known
 * @param after what it is
 */
public record Change(Author by, String what, String subject, Optional<JsonNode> before, Optional<JsonNode> after) {
    /**
     * Who asked for a change.
     *
     * @param way by which front: {@code admin}, {@code s3} or {@code native}
     * @param user their name
     * @param key the id of the key that signed; empty where none was needed
     * @param address where they asked from
     * @param requestId the id of the request
     */
    public record Author(String way, String user, Optional<String> key, String address, String requestId) {}
}
