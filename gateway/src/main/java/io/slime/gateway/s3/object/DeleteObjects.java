package io.slime.gateway.s3.object;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.DeleteResult;
import io.slime.gateway.object.ETags;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.StateCondition;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ETagList;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.VersionIds;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.StorageErrors;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** DeleteObjects: up to a thousand keys, each deleted or refused by itself. */
public final class DeleteObjects implements S3Operation {
    private static final int MAX_KEYS = 1000;

    /** A thousand keys of 1,024 bytes, with room for their elements and for escapes. */
    private static final int MAX_BODY_BYTES = 2 << 20;

    /** How many deletes of one request run at the same time. */
    private static final int AT_ONCE = 16;

    private final Objects objects;
    private final BucketAccess access;
    private final Executor threads;

    /** Deletes these objects, some at the same time on the threads. */
    public DeleteObjects(Objects objects, BucketAccess access, Executor threads) {
        this.objects = objects;
        this.access = access;
        this.threads = threads;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.gate(request);
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "Delete");
        List<Target> targets = body.all("Object").stream().map(Target::of).toList();
        if (targets.isEmpty() || targets.size() > MAX_KEYS) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        boolean quiet =
                body.textOf("Quiet").filter(q -> q.strip().equals("true")).isPresent();
        List<Outcome> outcomes = deleteAll(targets, gate, LockHeaders.bypasses(request.headers()));
        XmlWriter xml = XmlWriter.of("DeleteResult");
        for (int i = 0; i < targets.size(); i++) {
            write(xml, targets.get(i), outcomes.get(i), quiet);
        }
        request.answer(xml);
    }

    /** What became of one: it is gone, or why not. */
    private sealed interface Outcome {
        record Gone(DeleteResult result) implements Outcome {}

        record Refused(S3Exception why) implements Outcome {}
    }

    /** What became of each, in order; of a key that is named twice, both deletes hold. */
    private List<Outcome> deleteAll(List<Target> targets, Gate gate, boolean bypass) {
        List<Outcome> outcomes = new ArrayList<>(targets.size());
        for (int from = 0; from < targets.size(); from += AT_ONCE) {
            List<CompletableFuture<Outcome>> running =
                    targets.subList(from, Math.min(from + AT_ONCE, targets.size())).stream()
                            .map(target -> CompletableFuture.supplyAsync(() -> delete(target, gate, bypass), threads))
                            .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join(); // none outlives the request
            running.forEach(future -> outcomes.add(future.join()));
        }
        return outcomes;
    }

    private Outcome delete(Target target, Gate gate, boolean bypass) {
        try {
            String key = target.checkedKey();
            BucketName bucket = gate.name();
            String path = bucket.path(key);
            gate.demandDelete(key, target.versionId());
            if (target.versionId().filter(id -> !VersionIds.isOne(id)).isPresent()) {
                throw new S3Exception(S3Error.NO_SUCH_VERSION);
            }
            if (!target.preconditions().isEmpty()) {
                gate.demandTold(key, target.versionId(), () -> objects.head(path, target.versionId()));
            }
            return new Outcome.Gone(
                    target.versionId().isPresent()
                            ? objects.deleteVersion(path, target.versionId().get(), bypass, target.preconditions())
                            : objects.delete(path, Optional.of(bucket.text()), target.preconditions()));
        } catch (S3Exception e) {
            return new Outcome.Refused(e);
        } catch (StorageException e) {
            return new Outcome.Refused(
                    StorageErrors.of(e, !target.preconditions().isEmpty()));
        }
    }

    private static void write(XmlWriter xml, Target target, Outcome outcome, boolean quiet) {
        switch (outcome) {
            case Outcome.Gone(DeleteResult result) -> {
                if (!quiet) {
                    named(xml.open("Deleted"), target);
                    if (result.deleteMarker()) {
                        xml.flag("DeleteMarker", true);
                        result.versionId().ifPresent(id -> xml.text("DeleteMarkerVersionId", id));
                    }
                    xml.close();
                }
            }
            case Outcome.Refused(S3Exception why) ->
                named(xml.open("Error"), target)
                        .text("Code", why.code())
                        .text("Message", why.message())
                        .close();
        }
    }

    private static XmlWriter named(XmlWriter xml, Target target) {
        xml.text("Key", target.key());
        target.versionId().ifPresent(id -> xml.text("VersionId", id));
        return xml;
    }

    /** One object to delete. */
    private record Target(String key, Optional<String> versionId, Preconditions preconditions) {
        static Target of(XmlElement element) {
            StateCondition state = StateCondition.of(
                    element.textOf("LastModifiedTime")
                            .map(text ->
                                    HttpDate.parse(text).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML))),
                    element.textOf("Size")
                            .map(text ->
                                    Conditions.size(text).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML))));
            Preconditions preconditions = element.textOf("ETag")
                    .map(String::strip)
                    .map(tag -> tag.equals("*") ? ETags.ANY : ETags.of(ETagList.unquote(tag)))
                    .map(Preconditions::ifMatch)
                    .orElse(Preconditions.NONE)
                    .and(state);
            return new Target(
                    element.required("Key"), element.textOf("VersionId").filter(id -> !id.isEmpty()), preconditions);
        }

        String checkedKey() {
            if (key.isEmpty()) {
                throw new S3Exception(S3Error.USER_KEY_MUST_BE_SPECIFIED);
            }
            return ObjectAddress.checkKey(key);
        }
    }
}
