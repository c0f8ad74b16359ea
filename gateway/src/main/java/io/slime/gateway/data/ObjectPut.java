package io.slime.gateway.data;

import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.PutRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** {@code PUT /data/key}: streams the body in, checks every claim about it, and publishes. */
final class ObjectPut {
    /** The header in which a client says what the SHA-256 of the body is, and is told that of an object. */
    static final String SHA256 = "X-Content-SHA256";

    private static final List<String> KEPT = List.of(
            "content-type", "cache-control", "content-disposition", "content-encoding", "content-language", "expires");

    private final Objects objects;
    private final Executor threads;

    ObjectPut(Objects objects, Executor threads) {
        this.objects = objects;
        this.threads = threads;
    }

    void serve(HttpCall call, String path, Requester requester) throws IOException {
        Optional<String> claimed = call.header(SHA256).map(ObjectPut::hexDigest);
        Optional<String> claimedMd5 = call.header("Content-MD5").map(ObjectPut::base64Md5);
        Map<String, String> headers = keptHeaders(call);
        PutRequest request = new PutRequest(
                path, Optional.empty(), call.contentLength().orElse(PutRequest.UNKNOWN), Conditions.ofWrite(call));
        ObjectVersion version;
        try (ObjectWriter writer = objects.put(request)) {
            BodyDigests.Values values = stream(call, writer);
            demand(claimed, values.sha256(), SHA256);
            demand(requester.bodySha256(), values.sha256(), "the signature");
            demand(claimedMd5, values.md5(), "Content-MD5");
            version = writer.publish(new Description(
                    values.md5(),
                    Optional.of(values.sha256()),
                    headers,
                    Map.of(),
                    Checksums.NONE,
                    Description.STANDARD,
                    requester.userId(),
                    true));
        }
        call.send(Answer.empty(204)
                .with("ETag", '"' + version.description().nativeEtag() + '"')
                .with(SHA256, version.description().sha256().orElse(""))
                .with("Last-Modified", HttpDates.format(version.modified())));
    }

    private BodyDigests.Values stream(HttpCall call, ObjectWriter writer) throws IOException {
        InputStream body = call.body();
        try (BodyDigests digests = BodyDigests.of(call.contentLength().orElse(PutRequest.UNKNOWN), threads)) {
            boolean full;
            do {
                byte[] buffer = digests.lease();
                int n = body.readNBytes(buffer, 0, buffer.length);
                digests.take(buffer, n);
                writer.write(buffer, 0, n);
                full = n == buffer.length;
            } while (full);
            return digests.finish();
        }
    }

    private static void demand(Optional<String> claimed, String actual, String claimant) {
        if (claimed.isPresent() && !claimed.get().equals(actual)) {
            throw Rejection.badRequest("the body is not what " + claimant + " says: it came as " + actual);
        }
    }

    private static String hexDigest(String text) {
        String digest = text.toLowerCase(Locale.ROOT);
        if (!digest.matches("[0-9a-f]{64}")) {
            throw Rejection.badRequest(SHA256 + " must have 64 hexadecimal digits");
        }
        return digest;
    }

    private static String base64Md5(String text) {
        try {
            byte[] digest = Base64.getDecoder().decode(text);
            if (digest.length == 16) {
                return Digests.hex(digest);
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like one of another length.
        }
        throw Rejection.badRequest("Content-MD5 must be 16 bytes in base64");
    }

    private static Map<String, String> keptHeaders(HttpCall call) {
        if (call.header("Content-Range").isPresent()) {
            throw Rejection.badRequest("an object is written as a whole: Content-Range is not taken");
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT) {
            call.header(name).filter(value -> !value.isEmpty()).ifPresent(value -> headers.put(name, value));
        }
        if (headers.getOrDefault("content-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("aws-chunked")) {
            throw Rejection.badRequest("aws-chunked bodies are taken by the S3 listener only");
        }
        return headers;
    }
}
