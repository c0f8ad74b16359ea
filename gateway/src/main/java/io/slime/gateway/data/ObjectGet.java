package io.slime.gateway.data;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.ReadConditions;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code GET} and {@code HEAD /data/key}. Conditions and range are decided before a chunk is touched, and nothing is answered
 * before the first bytes are in hand. A stored page must not act as this API in a browser: it is sandboxed.
 */
final class ObjectGet {
    private static final int MAX_TRIES = 3;

    private final Objects objects;

    ObjectGet(Objects objects) {
        this.objects = objects;
    }

    void serve(HttpCall call, String path) throws IOException {
        ReadConditions conditions = Conditions.ofRead(call);
        for (int attempt = 1; ; attempt++) {
            ObjectVersion version = objects.head(path);
            Description description = version.description();
            switch (conditions.decide(description.nativeEtag(), version.modified())) {
                case NOT_MODIFIED -> {
                    call.send(Answer.empty(304)
                            .with("ETag", '"' + description.nativeEtag() + '"')
                            .with("Last-Modified", HttpDates.format(version.modified())));
                    return;
                }
                case FAILED -> throw Rejection.of(412, "the object is another one than the condition names");
                case PROCEED -> {
                    try {
                        send(call, version);
                        return;
                    } catch (StorageException.ConcurrentConflict replaced) {
                        if (call.begun() || attempt == MAX_TRIES) {
                            throw new StorageException.Unavailable("the object is being replaced again and again");
                        }
                    }
                }
            }
        }
    }

    private void send(HttpCall call, ObjectVersion version) throws IOException {
        Optional<ByteRange> range = ByteRange.of(call, version);
        long from = range.map(ByteRange::from).orElse(0L);
        long length = range.map(ByteRange::length).orElse(version.size());
        if (length == 0 || call.method().equals("HEAD")) {
            begin(call, version, range).finish();
            return;
        }
        try (ObjectReader reader = objects.read(version, from, length)) {
            HttpCall.Output out = begin(call, version, range);
            Optional<String> sha256 = version.description().sha256();
            if (sha256.isPresent() && length == version.size() && !noverify(call)) {
                new VerifiedCopy(reader, sha256.get(), length).to(out);
            } else {
                reader.transferTo(out);
            }
            out.finish();
        }
    }

    private static boolean noverify(HttpCall call) {
        return call.header("X-Slime-Noverify").filter("true"::equalsIgnoreCase).isPresent();
    }

    private static HttpCall.Output begin(HttpCall call, ObjectVersion version, Optional<ByteRange> range)
            throws IOException {
        Description description = version.description();
        call.setHeader("Content-Type", "application/octet-stream");
        description.headers().forEach(call::setHeader);
        call.setHeader("ETag", '"' + description.nativeEtag() + '"');
        description.sha256().ifPresent(digest -> call.setHeader(ObjectPut.SHA256, digest));
        call.setHeader("Last-Modified", HttpDates.format(version.modified()));
        call.setHeader("Accept-Ranges", "bytes");
        call.setHeader("X-Content-Type-Options", "nosniff");
        call.setHeader("Content-Security-Policy", "sandbox");
        range.ifPresent(part -> call.setHeader("Content-Range", part.contentRange(version.size())));
        return call.begin(
                range.isPresent() ? 206 : 200, range.map(ByteRange::length).orElse(version.size()));
    }
}
