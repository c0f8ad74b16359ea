package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 2: HMAC-SHA1 over the method, a few headers, every x-amz header and the path with its subresources.
 *
 * <p>It does not bind the body, nor parameters of the query other than subresources and headers. Source: S3 user guide, "Signing and authenticating REST requests (AWS signature version 2)".
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
        HttpHeaders headers = withHeadersIn(query, request.headers());
        String amz = headers.names().stream()
                .filter(name -> name.startsWith("x-amz-"))
                .sorted()
                .map(name -> name + ":" + CanonicalRequest.value(headers, name) + "\n")
                .collect(Collectors.joining());
        return request.method() + "\n" + headers.first("content-md5").orElse("") + "\n"
                + headers.first("content-type").orElse("") + "\n" + date + "\n" + amz
                + resource(path, query);
    }

    /** A presigned URL carries headers in its query, and signs them as headers: none can be added to it. */
    private static HttpHeaders withHeadersIn(QueryParameters query, HttpHeaders headers) {
        HttpHeaders.Builder carried = HttpHeaders.builder();
        for (QueryParameters.Parameter parameter : query.entries()) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            if (isHeader(name) && !headers.has(name)) {
                carried.add(name, wire(parameter.value()));
            }
        }
        return headers.plus(carried.build());
    }

    /**
     * Refuses a query of which another one would give the same text to sign: the holder of a URL could else move what was signed
     * from one header or parameter into the value of another, and so lose it.
     */
    static void demandUnambiguous(QueryParameters query) {
        for (QueryParameters.Parameter parameter : query.entries()) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            boolean twofold = isHeader(name)
                    ? !name.matches("[a-z0-9._-]+") || parameter.value().chars().anyMatch(c -> c < ' ' || c == 0x7f)
                    : SIGNED_PARAMETERS.contains(parameter.name()) && holdsParameter(parameter.value());
            if (twofold) {
                throw new S3Exception(
                        S3Error.ACCESS_DENIED,
                        "Signature Version 2 does not tell apart what " + name + " holds here; use Version 4");
            }
        }
    }

    private static boolean holdsParameter(String value) {
        return Arrays.stream(value.split("&", -1))
                .skip(1)
                .map(part -> part.split("=", 2)[0])
                .anyMatch(SIGNED_PARAMETERS::contains);
    }

    /** Whether a parameter of the query, in lower case, stands for a header. */
    static boolean isHeader(String parameter) {
        return parameter.startsWith("x-amz-") || parameter.equals("content-type") || parameter.equals("content-md5");
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
                .map(p -> p.value().isEmpty() ? p.name() : p.name() + "=" + wire(p.value()))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    /** Decoded text as a client signs it: its bytes in UTF-8, a char each. */
    private static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
