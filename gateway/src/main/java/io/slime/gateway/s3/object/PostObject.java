package io.slime.gateway.s3.object;

import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.auth.FormSignature;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.form.Form;
import io.slime.gateway.s3.form.PostPolicy;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import io.slime.gateway.s3.operation.Intake;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * PostObject: a PutObject by an HTML form. The form is signed, not the request: its policy says what it may say, and is held to
 * before a byte of the file is read.
 */
public final class PostObject implements S3Operation {
    private final PutObject put;
    private final Authenticator authenticator;

    /**
     * Puts objects.
     *
     * @param put puts them
     * @param authenticator checks the signatures of forms
     */
    public PostObject(PutObject put, Authenticator authenticator) {
        this.put = put;
        this.authenticator = authenticator;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        if (!(request.identity() instanceof Identity.Anonymous(PayloadMode.Unsigned _))) {
            throw new S3Exception(
                    S3Error.ACCESS_DENIED, "A form carries its signature in its fields, and nowhere else");
        }
        String bucket = request.bucket().text();
        Form sent = Form.read(
                request.headers().first("content-type"), request.call().body());
        sent.required("key");
        Optional<FormSignature> signature = FormFields.signature(sent);
        Identity identity = signature.map(authenticator::authenticate).orElse(request.identity());
        Form form = sent.named();
        if (form.field("bucket").filter(name -> !name.equals(bucket)).isPresent()) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "The form is for another bucket");
        }
        Optional<PostPolicy> policy = signature.map(FormSignature::policy).map(PostPolicy::parse);
        policy.ifPresent(rules -> rules.demand(form, bucket, authenticator.now()));
        S3Request asPut = asPut(request, form, identity);
        ObjectVersion version = put.put(
                asPut,
                check -> Intake.of(
                        check,
                        form.file(),
                        policy.map(PostPolicy::least).orElse(0L),
                        policy.map(PostPolicy::most).orElse(Long.MAX_VALUE)));
        FormAnswer.of(form, asPut, version).send();
    }

    private static S3Request asPut(S3Request request, Form form, Identity identity) {
        String key = ObjectAddress.checkKey(form.required("key"));
        if (identity instanceof Identity.Authenticated known) {
            request.call()
                    .describe(Operation.POST_OBJECT.wireName(), known.key().accessKeyId());
        }
        return new S3Request(
                Operation.PUT_OBJECT,
                new ObjectAddress(request.address().bucket(), Optional.of(key)),
                new QueryParameters(List.of()),
                FormFields.headers(form, request.headers()),
                identity,
                request.call(),
                request.confidential());
    }
}
