package io.slime.gateway.s3.object;

import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.RenameRequest;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.Need;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * RenameObject, in any bucket: one transaction moves the object, by metadata alone. Who may read and delete the source and write
 * the destination may rename.
 */
public final class RenameObject implements S3Operation {
    private static final String SOURCE = "x-amz-rename-source";
    private static final String TOKEN = "x-amz-client-token";

    /** Conditions whose outcome tells something about the object at the destination. */
    private static final List<String> READING = List.of("if-match", "if-modified-since", "if-unmodified-since");

    private final Objects objects;
    private final BucketAccess access;

    /** Renames these objects. */
    public RenameObject(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.gate(request);
        gate.demand(new Need("s3:PutObject", Optional.of(request.key()), Optional.empty(), Optional.empty()));
        if (READING.stream().anyMatch(request.headers()::has)) {
            gate.demandTold(request.key(), Optional.empty(), () -> objects.head(request.path()));
        }
        String source = source(request);
        gate.demandDelete(source, Optional.empty());
        demandRead(gate, source);
        if (source.equals(request.key())) {
            throw S3Exception.invalidRequest("The source and the destination of a rename are the same key.");
        }
        objects.rename(new RenameRequest(
                gate.name().path(source),
                request.path(),
                Conditions.ofRenameSource(request.headers()),
                Conditions.ofRename(request.headers()),
                token(request)));
        request.answer(200);
    }

    private void demandRead(Gate gate, String key) {
        Optional<ObjectVersion> existing = objects.find(gate.name().path(key));
        gate.demand(new Need("s3:GetObject", Optional.of(key), Optional.empty(), existing));
    }

    /** The key that the header names: {@code key}, {@code bucket/key} or {@code /bucket/key}, percent-encoded. */
    private static String source(S3Request request) {
        String header = request.headers().first(SOURCE).orElse("").strip();
        String decoded = PercentCoding.decode(header);
        String bucket = request.bucket().text() + "/";
        String plain = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        String key = plain.startsWith(bucket) ? plain.substring(bucket.length()) : decoded;
        if (key.isEmpty() || key.startsWith("/")) {
            throw S3Exception.invalidArgument(
                    "A rename source must name a key of the bucket of the destination", SOURCE, header);
        }
        return ObjectAddress.checkKey(key);
    }

    private static Optional<String> token(S3Request request) {
        Optional<String> token = request.headers().first(TOKEN);
        if (token.filter(text -> !text.matches("[!-~]{1,64}")).isPresent()) {
            throw S3Exception.invalidArgument(
                    "A client token has 1 to 64 ASCII characters, none of them a space", TOKEN, token.get());
        }
        return token;
    }
}
