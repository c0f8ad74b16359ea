package io.slime.gateway.s3.access;

import io.slime.gateway.access.Acl;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.object.Versions;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Said;
import java.io.IOException;
import java.util.Optional;

/** PutObjectAcl: replaces the list of a version; nothing else of it changes. */
public final class PutObjectAcl implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;
    private final AclDocument document;

    /** Replaces the lists of these objects. */
    public PutObjectAcl(Objects objects, BucketAccess access, AclHeaders headers, Owners owners) {
        this.objects = objects;
        this.access = access;
        this.document = new AclDocument(headers, owners);
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> versionId = Versions.named(request);
        byte[] body = access.understood(request, versionId, () -> AclDocument.body(request));
        access.use(request, versionId, Said.NOTHING, held -> {
            ObjectVersion version = held.version();
            Acl acl = document.read(
                    request, body, held.gate().ownerOf(version), held.gate().rules());
            if (held.gate().rules().countsAcls()) {
                objects.setAcl(version, acl);
            }
            Versions.show(held.gate().versioned(), version.versionId(), request);
        });
        request.answer(200);
    }
}
