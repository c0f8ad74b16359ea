package io.slime.gateway.s3.operation;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A bucket as one caller stands before it: what they may do there. */
public final class Gate {
    private final Bucket bucket;
    private final String caller;
    private final List<String> asked;

    /**
     * A caller before a bucket.
     *
     * @param caller canonical id of who asks
     * @param asked the actions that the request asks for
     */
    Gate(Bucket bucket, String caller, List<String> asked) {
        this.bucket = bucket;
        this.caller = caller;
        this.asked = List.copyOf(asked);
    }

    /** The bucket. */
    public Bucket bucket() {
        return bucket;
    }

    /** Whether the caller may do it. */
    public boolean allows(Need need) {
        return bucket.owner().equals(caller);
    }

    /**
     * Lets only those pass who may do it.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    public void demand(Need need) {
        if (!allows(need)) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
    }

    /**
     * Lets only those pass who may do all that the request asks for; if it asks for nothing that policies have a name for, only
     * the owner.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    void demandAll(Optional<String> key, Optional<String> versionId, Optional<ObjectVersion> existing) {
        if (asked.isEmpty() && !bucket.owner().equals(caller)) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        asked.forEach(action -> demand(new Need(action, key, versionId, existing)));
    }

    /**
     * A version that the caller may read as the source of a copy.
     *
     * @param find finds it
     * @throws S3Exception {@code AccessDenied}
     */
    public ObjectVersion readable(String key, Optional<String> versionId, Supplier<ObjectVersion> find) {
        Need need = new Need(
                versionId.isPresent() ? "s3:GetObjectVersion" : "s3:GetObject",
                Optional.of(key),
                versionId,
                Optional.empty());
        demand(need);
        return find.get();
    }

    /**
     * Lets only those pass who may delete that object, or that version of it, as the request asks.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    public void demandDelete(String key, Optional<String> versionId) {
        demand(new Need(
                versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
                Optional.of(key),
                versionId,
                Optional.empty()));
        for (String more : asked) {
            if (more.equals("s3:BypassGovernanceRetention")) {
                demand(new Need(more, Optional.of(key), versionId, Optional.empty()));
            }
        }
    }
}
