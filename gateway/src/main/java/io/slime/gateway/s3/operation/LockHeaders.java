package io.slime.gateway.s3.operation;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.LockMode;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The locks of versions in the headers of requests and answers, and what their documents have in common with these. */
public final class LockHeaders {
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String HOLD = "x-amz-object-lock-legal-hold";
    private static final String BYPASS = "x-amz-bypass-governance-retention";
    private static final DateTimeFormatter ISO_8601 = DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final int MAX_YEAR = 9999;

    private final InstantSource clock;

    /**
     * Reads headers.
     *
     * @param clock tells which dates are over
     */
    public LockHeaders(InstantSource clock) {
        this.clock = clock;
    }

    /** Lets only those pass who name a bucket with object lock. */
    public static void demandLock(Bucket bucket) {
        if (!bucket.objectLock()) {
            throw S3Exception.invalidRequest("Bucket is missing Object Lock Configuration");
        }
    }

    /** Whether the request is to bypass GOVERNANCE retentions; whether it may is another question, which was asked then. */
    public static boolean bypasses(HttpHeaders headers) {
        return headers.first(BYPASS).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** The mode of that name. */
    public static Optional<LockMode> mode(String name) {
        return switch (name) {
            case "GOVERNANCE" -> Optional.of(LockMode.GOVERNANCE);
            case "COMPLIANCE" -> Optional.of(LockMode.COMPLIANCE);
            default -> Optional.empty();
        };
    }

    /** A date in the form of ISO 8601, to the millisecond; without a zone, it is in UTC. */
    public static Optional<Instant> date(String text) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(text.strip(), ISO_8601);
            return date.getYear() > MAX_YEAR
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(date.toInstant().toEpochMilli()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Hands over what the answer to a read shows of a lock. */
    public static void show(ObjectLock lock, BiConsumer<String, String> taker) {
        lock.retention().ifPresent(retention -> {
            taker.accept(MODE, retention.mode().name());
            taker.accept(UNTIL, XmlWriter.format(retention.until()));
        });
        lock.legalHold().ifPresent(held -> taker.accept(HOLD, held ? "ON" : "OFF"));
    }

    /**
     * The lock that a write asks for.
     *
     * @throws S3Exception {@code InvalidArgument} if the headers cannot be understood, {@code InvalidRequest} if the bucket has no
     *     object lock
     */
    public ObjectLock ofWrite(HttpHeaders headers, Bucket bucket) {
        Optional<String> mode = headers.first(MODE);
        Optional<String> until = headers.first(UNTIL);
        Optional<String> hold = headers.first(HOLD);
        if (mode.isEmpty() && until.isEmpty() && hold.isEmpty()) {
            return ObjectLock.NONE;
        }
        if (mode.isPresent() != until.isPresent()) {
            throw S3Exception.invalidArgument(
                    UNTIL + " and " + MODE + " must both be supplied", mode.isPresent() ? MODE : UNTIL, "");
        }
        ObjectLock lock = new ObjectLock(
                mode.map(text -> new ObjectLock.Retention(
                        mode(text)
                                .orElseThrow(
                                        () -> S3Exception.invalidArgument("Unknown wormMode directive.", MODE, text)),
                        future(until.orElseThrow()))),
                hold.map(LockHeaders::held));
        demandLock(bucket);
        return lock;
    }

    private Instant future(String text) {
        Instant date = date(text)
                .orElseThrow(() -> S3Exception.invalidArgument(
                        "The retain until date must be provided in ISO 8601 format", UNTIL, text));
        if (!date.isAfter(clock.instant())) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, "The retain until date must be in the future!")
                    .with("ArgumentName", UNTIL)
                    .with("ArgumentValue", text);
        }
        return date;
    }

    private static boolean held(String status) {
        return switch (status) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw S3Exception.invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", HOLD, status);
        };
    }
}
