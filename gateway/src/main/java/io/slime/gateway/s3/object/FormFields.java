package io.slime.gateway.s3.object;

import io.slime.gateway.s3.auth.FormSignature;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.form.Form;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.SingleHeaders;
import io.slime.gateway.s3.header.StandardHeaders;
import io.slime.gateway.s3.header.WireText;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.Tags;
import io.slime.gateway.s3.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a form as what they stand for: the signature, and the headers that PutObject has for the same. */
final class FormFields {
    private static final String META = "x-amz-meta-";
    private static final String AMZ = "x-amz-";
    private static final Set<String> OF_THE_SIGNATURE =
            Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature");

    /** Headers of PutObject about how its body is sent, which a form cannot say. */
    private static final Set<String> OF_THE_BODY =
            Set.of("x-amz-content-sha256", "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-te");

    /** Headers of the request itself that say nothing about the object. */
    private static final Set<String> OF_THE_REQUEST =
            Set.of("x-amz-expected-bucket-owner", "x-amz-request-payer", "x-amz-user-agent");

    private FormFields() {}

    /**
     * The signature; empty if the form has none, nor a policy.
     *
     * @throws S3Exception {@code InvalidArgument} if a part of it is missing
     */
    static Optional<FormSignature> signature(Form form) {
        if (form.field("x-amz-security-token").isPresent()) {
            throw new S3Exception(S3Error.INVALID_TOKEN);
        }
        if (OF_THE_SIGNATURE.stream().anyMatch(name -> form.field(name).isPresent())) {
            return Optional.of(new FormSignature.V4(
                    form.required("policy"),
                    form.required("x-amz-algorithm"),
                    form.required("x-amz-credential"),
                    form.required("x-amz-date"),
                    form.required("x-amz-signature")));
        }
        if (form.field("policy").isEmpty()
                && form.field("awsaccesskeyid").isEmpty()
                && form.field("signature").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FormSignature.V2(
                form.required("policy"), form.required("awsaccesskeyid"), form.required("signature")));
    }

    /**
     * The headers of a PutObject that says what the form says.
     *
     * @param request the headers of the request that carries the form
     * @throws S3Exception {@code NotImplemented} for a field {@code x-amz-…} that is not understood, {@code InvalidRequest} for
     *     two fields that say the same
     */
    static HttpHeaders headers(Form form, HttpHeaders request) {
        HttpHeaders.Builder headers = HttpHeaders.builder();
        for (String name : request.names()) {
            boolean kept = name.startsWith(AMZ)
                    ? OF_THE_REQUEST.contains(name)
                    : !name.startsWith("content-") && !StandardHeaders.NAMES.contains(name);
            if (kept) {
                request.all(name).forEach(value -> headers.add(name, value));
            }
        }
        for (Map.Entry<String, String> field : form.fields().entrySet()) {
            String name = field.getKey();
            String value = field.getValue();
            if (name.equals("acl")) {
                headers.add("x-amz-acl", value);
            } else if (name.equals("x-amz-date")) {
                headers.add(name, value);
            } else if (name.equals("tagging")) {
                headers.add(Tags.HEADER, tags(value));
            } else if (StandardHeaders.NAMES.contains(name) || name.equals("content-md5")) {
                headers.add(name, WireText.toWire(value));
            } else if (name.startsWith(AMZ) && !OF_THE_SIGNATURE.contains(name)) {
                if (OF_THE_BODY.contains(name) || !Operation.PUT_OBJECT.understandsHeader(name)) {
                    throw S3Exception.notImplementedHeader(name);
                }
                headers.add(name, name.startsWith(META) ? WireText.toWire(value) : value);
            }
        }
        HttpHeaders all = headers.build();
        SingleHeaders.check(all);
        return all;
    }

    private static String tags(String document) {
        return Tags.asHeader(XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "Tagging"));
    }
}
