package io.slime.gateway.s3.access;

import io.slime.gateway.access.Acl;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.object.Versions;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** GetObjectAcl. */
public final class GetObjectAcl implements S3Operation {
    private final BucketAccess access;
    private final AclDocument document;

    /** Looks at the lists of objects that a caller has access to. */
    public GetObjectAcl(BucketAccess access, AclHeaders headers, Owners owners) {
        this.access = access;
        this.document = new AclDocument(headers, owners);
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketAccess.Held held = access.held(request, Versions.named(request));
        ObjectVersion version = held.version();
        String owner = held.gate().ownerOf(version);
        Acl acl = version.description()
                .acl()
                .filter(list -> held.gate().rules().countsAcls())
                .orElseGet(() -> Acl.ofOwner(owner));
        Versions.show(held.gate().versioned(), version.versionId(), request);
        request.answer(document.write(owner, acl));
    }
}
