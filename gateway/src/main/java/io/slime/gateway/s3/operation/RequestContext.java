package io.slime.gateway.s3.operation;

import io.slime.gateway.access.Caller;
import io.slime.gateway.access.Context;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.header.CopySource;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of a request, as conditions name it. Only what stands here gets there: no header becomes a key by its name. Source:
 * Service Authorization Reference, "Condition keys for Amazon S3".
 *
 * @param request the request
 * @param now the time
 * @param bucketOwner canonical id of the bucket's owner
 * @param region the region that buckets are in
 * @param said what is said elsewhere than in the request's headers
 */
record RequestContext(S3Request request, Instant now, String bucketOwner, String region, Said said) {
    private static final DateTimeFormatter AMZ_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private static final List<String> RARE_HEADERS = List.of(
            "x-amz-content-sha256",
            "x-amz-metadata-directive",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-object-ownership",
            "if-match",
            "if-none-match");

    /** Headers that are keys of the same name behind {@code s3:}. */
    private static final List<String> HEADERS =
            Stream.concat(UploadSaid.HEADERS.stream(), RARE_HEADERS.stream()).toList();

    /** Operations after which there is another object. */
    private static final Set<Operation> CREATING = Set.of(
            Operation.PUT_OBJECT,
            Operation.COPY_OBJECT,
            Operation.POST_OBJECT,
            Operation.RENAME_OBJECT,
            Operation.COMPLETE_MULTIPART_UPLOAD);

    /** Operations that policies know by the same action, after which there is none yet. */
    private static final Set<Operation> UPLOADING =
            Set.of(Operation.CREATE_MULTIPART_UPLOAD, Operation.UPLOAD_PART, Operation.UPLOAD_PART_COPY);

    /** Parameters that are keys of the same name behind {@code s3:}. */
    private static final List<String> PARAMETERS = List.of("prefix", "delimiter", "max-keys");

    /** The context of one of the things that the request asks for. */
    Context of(Need need) {
        Context.Builder context = Context.builder();
        ofCaller(context);
        ofConnection(context);
        ofSignature(context);
        HttpHeaders headers = request.headers();
        HEADERS.forEach(name -> headers.joined(name).ifPresent(value -> context.put("s3:" + name, value)));
        said.keys().forEach(context::put);
        if (CREATING.contains(request.operation()) || UPLOADING.contains(request.operation())) {
            context.put("s3:ObjectCreationOperation", Boolean.toString(CREATING.contains(request.operation())));
        }
        PARAMETERS.forEach(name -> request.query().first(name).ifPresent(value -> context.put("s3:" + name, value)));
        if (headers.has(CopySource.HEADER)) {
            CopySource source =
                    CopySource.parse(headers.first(CopySource.HEADER).orElse(""));
            context.put("s3:" + CopySource.HEADER, source.bucket() + "/" + source.key());
        }
        need.versionId().ifPresent(id -> context.put("s3:VersionId", id));
        need.existing()
                .ifPresent(version ->
                        version.tags().forEach((key, value) -> context.add("s3:ExistingObjectTag/" + key, value)));
        ofTags(context);
        ofLock(context, headers);
        return context.put("s3:ResourceAccount", bucketOwner)
                .put("aws:ResourceAccount", bucketOwner)
                .build();
    }

    private void ofCaller(Context.Builder context) {
        Caller caller = request.who();
        context.put("aws:PrincipalType", caller.anonymous() ? "Anonymous" : "User")
                .put("aws:PrincipalIsAWSService", "false")
                .put("aws:ViaAWSService", "false");
        if (caller.anonymous()) {
            context.put("aws:userid", "anonymous");
        } else {
            context.put("aws:userid", caller.id())
                    .put("aws:username", caller.name())
                    .put("aws:PrincipalAccount", caller.id())
                    .put("aws:PrincipalArn", caller.arn());
        }
    }

    private void ofConnection(Context.Builder context) {
        context.put("aws:SourceIp", request.call().client().getHostAddress())
                .put("aws:SecureTransport", Boolean.toString(request.call().secure()))
                .put("aws:CurrentTime", now.toString())
                .put("aws:RequestedRegion", region)
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()));
        request.call().tlsVersion().ifPresent(version -> context.put("s3:TlsVersion", version));
        request.headers().first("user-agent").ifPresent(value -> context.put("aws:UserAgent", value));
        request.headers().first("referer").ifPresent(value -> context.put("aws:Referer", value));
    }

    private void ofSignature(Context.Builder context) {
        if (!(request.identity() instanceof Identity.Authenticated known)) {
            return;
        }
        String type = switch (known.carrier()) {
            case HEADER -> "REST-HEADER";
            case QUERY, V2_QUERY -> "REST-QUERY-STRING";
            case FORM -> "POST";
        };
        Optional<String> inHeader = request.headers().first("x-amz-date");
        boolean old = known.carrier() == Identity.Carrier.V2_QUERY
                || (known.carrier() == Identity.Carrier.FORM && inHeader.isEmpty())
                || request.headers()
                        .first("authorization")
                        .filter(value -> value.startsWith("AWS "))
                        .isPresent();
        context.put("s3:authType", type).put("s3:signatureversion", old ? "AWS" : "AWS4-HMAC-SHA256");
        Optional<String> signed = switch (known.carrier()) {
            case HEADER, FORM -> inHeader;
            case QUERY, V2_QUERY ->
                QueryParameters.parse(request.call().rawQuery()).first("X-Amz-Date");
        };
        context.put(
                "s3:signatureAge", Long.toString(old ? 0 : signed.map(this::age).orElse(0L)));
    }

    private long age(String signed) {
        try {
            Instant at = LocalDateTime.parse(signed, AMZ_TIME).toInstant(ZoneOffset.UTC);
            return Math.max(0, Duration.between(at, now).toMillis());
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private void ofTags(Context.Builder context) {
        boolean elsewhere =
                request.operation() == Operation.COPY_OBJECT || !said.tags().isEmpty();
        Map<String, String> tags = elsewhere ? said.tags() : Tags.ofHeader(request.headers());
        tags.forEach((key, value) -> context.add("s3:RequestObjectTag/" + key, value));
        context.put("s3:RequestObjectTagKeys", new ArrayList<>(tags.keySet()));
    }

    private void ofLock(Context.Builder context, HttpHeaders headers) {
        Optional<ObjectLock.Retention> retention = said.lock().retention();
        headers.first("x-amz-object-lock-mode")
                .or(() -> retention.map(r -> r.mode().name()))
                .ifPresent(mode -> context.put("s3:object-lock-mode", mode));
        headers.first("x-amz-object-lock-legal-hold")
                .or(() -> said.lock().legalHold().map(held -> held ? "ON" : "OFF"))
                .ifPresent(hold -> context.put("s3:object-lock-legal-hold", hold));
        headers.first("x-amz-object-lock-retain-until-date")
                .flatMap(LockHeaders::date) // what is no date is refused by the operation
                .or(() -> retention.map(ObjectLock.Retention::until))
                .ifPresent(until -> context.put("s3:object-lock-retain-until-date", until.toString())
                        .put(
                                "s3:object-lock-remaining-retention-days",
                                Long.toString(Duration.between(now, until).toDays())));
    }
}
