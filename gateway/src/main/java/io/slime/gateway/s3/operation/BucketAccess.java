package io.slime.gateway.s3.operation;

import io.slime.gateway.access.Caller;
import io.slime.gateway.access.Context;
import io.slime.gateway.access.Question;
import io.slime.gateway.access.Rules;
import io.slime.gateway.access.Verdict;
import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.BucketVersioning;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what: each request asks for the actions of its operation and of its headers, on the bucket or key that it names.
 * An operation without an action is for the bucket's owner alone.
 */
public final class BucketAccess {
    private static final String PAYER = "requester";
    private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";
    private static final String EXPECTED_SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

    /** How often a version may be replaced between asking for it and using it. */
    private static final int MAX_ATTEMPTS = 4;

    /** Operations on a key that ask for the bucket, not for what lies at the key. */
    private static final Set<Operation> OF_NEW = Set.of(
            Operation.PUT_OBJECT,
            Operation.COPY_OBJECT,
            Operation.DELETE_OBJECT,
            Operation.RENAME_OBJECT,
            Operation.CREATE_MULTIPART_UPLOAD,
            Operation.UPLOAD_PART,
            Operation.UPLOAD_PART_COPY,
            Operation.COMPLETE_MULTIPART_UPLOAD,
            Operation.ABORT_MULTIPART_UPLOAD,
            Operation.LIST_PARTS);

    private final Buckets buckets;
    private final Objects objects;
    private final UploadSaid uploads;
    private final String region;
    private final InstantSource clock;

    /** Access to these buckets, which are in that region, and to the objects in them. */
    public BucketAccess(Buckets buckets, Objects objects, Uploads uploads, String region, InstantSource clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = new UploadSaid(uploads);
        this.region = region;
        this.clock = clock;
    }

    /**
     * Lets only those do what concerns no bucket that is there who may.
     *
     * @throws S3Exception {@code AccessDenied} for nobody in particular, and for a key that is limited to other actions
     */
    public void demandOutsideBuckets(S3Request request) {
        if (request.operation() != Operation.CREATE_BUCKET && request.operation() != Operation.LIST_BUCKETS) {
            return;
        }
        Caller caller = request.who();
        if (caller.anonymous()) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        if (caller.limit().isPresent()) {
            String arn = "arn:aws:s3:::" + request.address().bucket().orElse("*");
            for (String action : Needs.of(request, caller.id(), Said.NOTHING)) {
                Context context = new RequestContext(request, clock.instant(), caller.id(), region, Said.NOTHING)
                        .of(Need.ofBucket(action));
                if (caller.limit().get().decide(new Question(caller, action, arn, context)) != Verdict.ALLOW) {
                    throw new S3Exception(S3Error.ACCESS_DENIED);
                }
            }
        }
    }

    /**
     * The bucket of the request, in which the caller may do all that the request asks for.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if they may not, or it is not whose the request expects it to be
     */
    public Bucket owned(S3Request request) {
        return entered(request).bucket();
    }

    /**
     * The bucket of the request, with what the caller may do there still to be asked.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if it is not whose the request expects it to be
     */
    public Gate gate(S3Request request) {
        return gate(request, Said.NOTHING);
    }

    private Gate gate(S3Request request, Said said) {
        return gate(buckets.require(request.bucket()), request, EXPECTED_OWNER, said);
    }

    /**
     * A bucket in which the caller may do all that the request asks for.
     *
     * @param bucket the bucket
     * @param gate what else they may do there
     */
    public record Entered(Bucket bucket, Gate gate) {}

    /**
     * The bucket of the request, as {@link #owned}, with what else the caller may do there.
     *
     * @throws S3Exception {@code AccessDenied} as {@link #owned}
     */
    public Entered entered(S3Request request) {
        return entered(request, Said.NOTHING);
    }

    /** The same for a request that says more than its headers do. */
    public Entered entered(S3Request request, Said said) {
        Bucket bucket = buckets.require(request.bucket());
        Gate gate = gate(bucket, request, EXPECTED_OWNER, said);
        demand(gate, request);
        return new Entered(bucket, gate);
    }

    /**
     * The bucket that a copy reads from, with what the caller may do there still to be asked.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if it is not whose the request expects it to be
     */
    public Gate sourceGate(BucketName name, S3Request request) {
        return gate(buckets.require(name), request, EXPECTED_SOURCE_OWNER, Said.NOTHING);
    }

    /**
     * A version of the object that the request names, with which the caller may do what the request asks for. The current one
     * and the bucket are looked up at once.
     *
     * @param versionId the version; empty for the current one
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     * @throws StorageException if there is no such version, as {@link Objects#head(String, Optional)}
     * @throws S3Exception {@code AccessDenied} as {@link #owned}, and if there is no such version and the caller may not list
     */
    public OwnedVersion object(S3Request request, Optional<String> versionId) {
        Optional<OwnedVersion> found = versionId.isPresent() ? Optional.empty() : objects.findOwned(request.path());
        Optional<String> owner = found.flatMap(OwnedVersion::bucketOwner);
        if (found.isPresent() && owner.isPresent()) {
            demandExpected(owner.get(), request, EXPECTED_OWNER);
            Rules rules = buckets.rules()
                    .of(request.bucket(), owner.get(), found.get().bucketAccess());
            Gate gate = gate(request.bucket(), found.get().versioned(), rules, request, Said.NOTHING);
            ObjectVersion current = found.get().version();
            gate.demandAll(request.address().key(), versionId, Optional.of(current));
            return new OwnedVersion(
                    gate.shown(current, request.key(), versionId),
                    owner,
                    found.get().bucketAccess(),
                    gate.versioned());
        }
        Bucket bucket = buckets.require(request.bucket());
        Gate gate = gate(bucket, request, EXPECTED_OWNER, Said.NOTHING);
        ObjectVersion version = gate.seen(versionId, () -> objects.head(request.path(), versionId));
        gate.demandAll(request.address().key(), versionId, Optional.of(version));
        ObjectVersion shown = gate.shown(version, request.key(), versionId);
        return new OwnedVersion(shown, Optional.of(bucket.owner()), bucket.access(), gate.versioned());
    }

    /**
     * A version that the request names, and the bucket that it lies in; the caller may do what the request asks for.
     *
     * @param version the version
     * @param gate the bucket
     */
    public record Held(ObjectVersion version, Gate gate) {}

    /**
     * The version that the request names, as {@link #object}, with the bucket.
     *
     * @param versionId the version; empty for the current one
     */
    public Held held(S3Request request, Optional<String> versionId) {
        return held(request, versionId, Said.NOTHING);
    }

    private Held held(S3Request request, Optional<String> versionId, Said said) {
        Gate gate = gate(request, said);
        ObjectVersion version = gate.seen(versionId, () -> objects.head(request.path(), versionId));
        gate.demandAll(request.address().key(), versionId, Optional.of(version));
        return new Held(version, gate);
    }

    /** What is done with a version. */
    @FunctionalInterface
    public interface Use {
        /** Does it; a {@link StorageException.ConcurrentConflict} says that the version is not there any more. */
        void with(Held held);
    }

    /**
     * Does something with the version that the request names, if the caller may do that with it. If another is there by the time
     * that it is to be done, that one is asked for.
     *
     * @param versionId the version; empty for the current one
     * @throws StorageException as {@link #object}, or a {@link StorageException.ConcurrentConflict} if it always was another
     */
    public void use(S3Request request, Optional<String> versionId, Said said, Use use) {
        for (int attempt = 1; ; attempt++) {
            try {
                use.with(held(request, versionId, said));
                return;
            } catch (StorageException.ConcurrentConflict e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The body of a request as it is understood. */
    @FunctionalInterface
    public interface Body<T> {
        /** Reads it. */
        T read() throws IOException;
    }

    /**
     * Reads the body before it is asked who may do what it says, since rules may be about that. That it cannot be understood is told
     * only to those who may do what the request asks for.
     *
     * @param versionId the version that it is about; empty for the current one
     * @throws S3Exception what reading throws, or as {@link #object}
     */
    public <T> T understood(S3Request request, Optional<String> versionId, Body<T> body) throws IOException {
        try {
            return body.read();
        } catch (S3Exception e) {
            held(request, versionId);
            throw e;
        }
    }

    private void demand(Gate gate, S3Request request) {
        Optional<String> versionId = request.parameter("versionId");
        Optional<String> key = request.address().key();
        boolean existing = key.isPresent() && !OF_NEW.contains(request.operation());
        if (existing) {
            ObjectVersion version = gate.seen(versionId, () -> objects.head(request.path(), versionId));
            gate.demandAll(key, versionId, Optional.of(version));
        } else {
            gate.demandAll(key, versionId, Optional.empty());
            if (key.isPresent() && Needs.tells(request.headers())) {
                gate.demandTold(key.get(), versionId, () -> objects.head(request.path(), versionId));
            }
        }
    }

    private Gate gate(Bucket bucket, S3Request request, String expectation, Said said) {
        demandExpected(bucket.owner(), request, expectation);
        Rules rules = buckets.rules().of(bucket.name(), bucket.owner(), bucket.access());
        return gate(bucket.name(), bucket.versioning() != BucketVersioning.NEVER, rules, request, said);
    }

    private Gate gate(BucketName name, boolean versioned, Rules rules, S3Request request, Said said) {
        demandPayer(rules, request);
        Gate.Asked asked = new Gate.Asked(
                () -> Needs.of(request, rules.owner(), said),
                need -> new RequestContext(
                                request,
                                clock.instant(),
                                rules.owner(),
                                region,
                                uploads.said(request).orElse(said))
                        .of(need),
                () -> uploads.initiator(request));
        return new Gate(name, versioned, rules, request.who(), asked);
    }

    /**
     * Lets others than the owner into a bucket where requesters pay only if they say that they do (S3 User Guide, "Using
     * Requester Pays general purpose buckets"), and nobody in particular at all.
     */
    private static void demandPayer(Rules rules, S3Request request) {
        if (!rules.requesterPays() || rules.isOwner(request.who())) {
            return;
        }
        boolean pays = request.headers()
                .first("x-amz-request-payer")
                .filter(PAYER::equalsIgnoreCase)
                .isPresent();
        if (!pays || request.who().anonymous()) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        request.call().setHeader("x-amz-request-charged", PAYER);
    }

    private static void demandExpected(String owner, S3Request request, String expectation) {
        Optional<String> expected = request.headers().first(expectation);
        if (expected.isPresent() && !expected.get().equals(owner)) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
    }
}
