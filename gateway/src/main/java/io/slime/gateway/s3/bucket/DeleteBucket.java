package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.UploadListRequest;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.VersionListRequest;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** DeleteBucket. Uploads that were begun and not completed do not keep a bucket that is empty otherwise; they end with it. */
public final class DeleteBucket implements S3Operation {
    private static final int PAGE = 1000;

    /** How many pages of uploads are ended at most before the bucket counts as not empty. */
    private static final int MAX_PAGES = 100;

    private final Buckets buckets;
    private final Objects objects;
    private final Uploads uploads;
    private final BucketAccess access;

    /** Deletes these buckets, with what was begun in them. */
    public DeleteBucket(Buckets buckets, Objects objects, Uploads uploads, BucketAccess access) {
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = uploads;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName name = access.owned(request).name();
        try {
            buckets.delete(name);
        } catch (StorageException.BucketNotEmpty e) {
            if (hasVersions(name)) {
                throw e;
            }
            endUploads(name);
            buckets.delete(name);
        }
        request.answer(204);
    }

    private boolean hasVersions(BucketName name) {
        return !objects.listVersions(new VersionListRequest(
                        name.text(), "", Optional.empty(), Optional.empty(), Optional.empty(), 1))
                .entries()
                .isEmpty();
    }

    private void endUploads(BucketName name) {
        UploadListRequest first = new UploadListRequest(
                name.text(), name.path(""), Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
        for (int page = 0; page < MAX_PAGES; page++) {
            List<Upload> found = uploads.listUploads(first).uploads();
            if (found.isEmpty()) {
                return;
            }
            for (Upload upload : found) {
                end(upload);
            }
        }
    }

    private void end(Upload upload) {
        try {
            uploads.abort(upload.uploadId(), upload.path());
        } catch (StorageException.NoSuchUpload e) {
            return; // ended by its client meanwhile
        }
    }
}
