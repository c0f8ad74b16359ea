package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 2: HMAC-SHA1 over the method, a few headers, every x-amz header and the path with its subresources.
 *
 * <p>It does not bind the body, nor any other parameter of the query. Source: S3 user guide, "Signing and authenticating REST requests (AWS signature version 2)".
 */
final class V2Signature {
    private static final String HMAC = "HmacSHA1";

    /** The query parameters that are part of the resource. */
    private static final Set<String> SIGNED_PARAMETERS = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "attributes",
            "cors",
            "defaultObjectAcl",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "partNumber",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "retention",
            "select",
            "select-type",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private V2Signature() {}

    /** What is signed; the path starts with the bucket also when the host's name says it. */
    static String stringToSign(SignedRequest request, String path, QueryParameters query, String date) {
        HttpHeaders headers = request.headers();
        String amz = headers.names().stream()
                .filter(name -> name.startsWith("x-amz-"))
                .sorted()
                .map(name -> name + ":" + CanonicalRequest.value(headers, name) + "\n")
                .collect(Collectors.joining());
        return request.method() + "\n" + headers.first("content-md5").orElse("") + "\n"
                + headers.first("content-type").orElse("") + "\n" + date + "\n" + amz
                + resource(path, query);
    }

    /** The signature of that text, in Base64. */
    static String sign(String secret, String stringToSign) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(stringToSign.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String path, QueryParameters query) {
        String parameters = query.entries().stream()
                .filter(p -> SIGNED_PARAMETERS.contains(p.name()))
                .sorted(Comparator.comparing(QueryParameters.Parameter::name))
                .map(p -> p.value().isEmpty() ? p.name() : p.name() + "=" + p.value())
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }
}
