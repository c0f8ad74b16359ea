package io.slime.gateway.s3;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import io.slime.gateway.http.StalledException;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.SignedQuery;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.cors.CrossOrigin;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import io.slime.gateway.s3.header.SingleHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.StorageErrors;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The S3 API on a listener: address, signature, operation, answer, in this order. A request that is signed wrongly ends here;
 * one that is not signed at all goes on, for nobody in particular, to what {@link BucketAccess} says of it.
 */
public final class S3Front implements Front {
    private static final Logger LOG = LoggerFactory.getLogger(S3Front.class);

    /** The method by which browsers ask what they may do; they sign nothing for it, and send the query of what is to come. */
    private static final String PREFLIGHT = "OPTIONS";

    private final S3Settings settings;
    private final Authenticator authenticator;
    private final BucketAccess access;
    private final Map<Operation, S3Operation> operations;
    private final CrossOrigin crossOrigin;
    private final Pacing pacing;
    private final BucketAudit audit;
    private final Vouching vouching;

    /**
     * Makes the front.
     *
     * @param doors the core
     * @param settings what the operator decided
     * @param authenticator who checks signatures
     * @param threads runs what one request does at the same time; its tasks wait for the core
     */
    public S3Front(S3Doors doors, S3Settings settings, Authenticator authenticator, Executor threads) {
        this(doors, settings, authenticator, threads, _ -> Optional.empty());
    }

    /**
     * Makes a front some of whose requests are not signed.
     *
     * @param doors as above
     * @param settings as above
     * @param authenticator as above
     * @param threads as above
     * @param vouching who may say who sent a request, before its signature is looked for
     */
    public S3Front(
            S3Doors doors, S3Settings settings, Authenticator authenticator, Executor threads, Vouching vouching) {
        this.vouching = vouching;
        this.settings = settings;
        this.authenticator = authenticator;
        this.access = new BucketAccess(
                doors.buckets(), doors.objects(), doors.uploads(), settings.region(), InstantSource.system());
        this.operations = Operations.of(doors, settings, threads, access, authenticator);
        this.pacing = new Pacing(doors.accounts());
        this.audit = new BucketAudit(doors.buckets(), doors.events());
        this.crossOrigin = new CrossOrigin(doors.buckets());
    }

    @Override
    public void serve(HttpCall call) throws IOException {
        call.setHeader(ErrorAnswer.HOST_ID, settings.hostId());
        Map<String, String> shared = Map.of(); // of every answer, be it an error
        try {
            Optional<String> hostBucket = call.header("host").flatMap(settings::bucketOf);
            ObjectAddress address = hostBucket
                    .map(bucket -> ObjectAddress.virtualHost(bucket, call.rawPath()))
                    .orElseGet(() -> ObjectAddress.pathStyle(call.rawPath()));
            if (!call.method().equals(PREFLIGHT)) {
                shared = crossOrigin.headers(call, address);
                shared.forEach(call::setHeader);
            }
            S3Request request = understand(call, hostBucket, address);
            S3Operation operation = operations.get(request.operation());
            if (operation == null) {
                throw S3Exception.notImplemented(request.operation().wireName() + " is not implemented");
            }
            access.demandOutsideBuckets(request);
            pacing.serve(
                    BucketAudit.covers(request.operation()) ? asked -> audit.serve(operation, asked) : operation,
                    request);
        } catch (S3Exception e) {
            refuse(call, shared, e);
        } catch (StorageException e) {
            refuse(call, shared, StorageErrors.of(e, isConditional(call)));
        } catch (StalledException e) {
            refuse(call, shared, new S3Exception(S3Error.REQUEST_TIMEOUT, S3Error.REQUEST_TIMEOUT.message(), e));
        }
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        S3Error error = switch (reason) {
            case MALFORMED -> S3Error.BAD_REQUEST;
            case OVERLOADED -> S3Error.SLOW_DOWN;
            case STOPPING -> S3Error.SERVICE_UNAVAILABLE;
            case BROKEN -> S3Error.INTERNAL_ERROR;
        };
        return ErrorAnswer.of(new S3Exception(error), call, settings.hostId());
    }

    private S3Request understand(HttpCall call, Optional<String> hostBucket, ObjectAddress address) {
        HttpHeaders.Builder builder = HttpHeaders.builder();
        call.eachHeader(builder::add);
        HttpHeaders headers = builder.build();
        SignedRequest signed = new SignedRequest(call.method(), call.rawPath(), call.rawQuery(), headers);
        Identity identity = call.method().equals(PREFLIGHT)
                ? new Identity.Anonymous(new PayloadMode.Unsigned())
                : vouching.of(call)
                        .<Identity>map(key -> new Identity.Authenticated(
                                key, new PayloadMode.Unsigned(), Optional.empty(), Identity.Carrier.HEADER))
                        .orElseGet(() -> authenticator.authenticate(signed, hostBucket));
        QueryParameters query = QueryParameters.parse(call.rawQuery());
        return switch (identity) {
            case Identity.Anonymous anonymous -> request(address, query, headers, anonymous, call);
            case Identity.Authenticated proven -> {
                call.describe("-", proven.key().accessKeyId());
                HttpHeaders all = SignedQuery.headers(proven.carrier(), headers, query);
                S3Request request = request(address, SignedQuery.rest(proven.carrier(), query), all, proven, call);
                call.describe(request.operation().wireName(), proven.key().accessKeyId());
                yield request;
            }
        };
    }

    private S3Request request(
            ObjectAddress address, QueryParameters query, HttpHeaders headers, Identity identity, HttpCall call) {
        SingleHeaders.check(headers);
        Operation operation = Router.route(call.method(), address, query, headers);
        boolean confidential = settings.confidential(call.secure(), call.local());
        return new S3Request(operation, address, query, headers, identity, call, confidential);
    }

    private static boolean isConditional(HttpCall call) {
        return call.header("if-match").isPresent()
                || call.header("if-none-match").isPresent();
    }

    private void refuse(HttpCall call, Map<String, String> shared, S3Exception e) throws IOException {
        if (e.getCause() instanceof StorageException.Unreadable lost) { // clients try again: a line each is enough
            LOG.error("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), lost.reason());
        } else if (e.status() == S3Error.INTERNAL_ERROR.status()) {
            LOG.error("{} {} {} failed", call.requestId(), call.method(), call.rawPath(), e);
        } else if (e.status() > S3Error.INTERNAL_ERROR.status()
                && e.getCause() != null
                && !(e.getCause() instanceof StorageException.Overloaded)) { // of which there are as many as requests
            LOG.warn(
                    "{} could not be served: {}", call.requestId(), e.getCause().getMessage());
        }
        call.refused(e.code());
        if (!call.begun() || call.waiting()) { // another that was begun and not finished resets the connection
            call.clearHeaders();
            call.setHeader(ErrorAnswer.HOST_ID, settings.hostId());
            shared.forEach(call::setHeader);
            call.send(ErrorAnswer.of(e, call, settings.hostId()));
        }
    }
}
