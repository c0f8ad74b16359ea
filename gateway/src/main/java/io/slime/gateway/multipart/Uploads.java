package io.slime.gateway.multipart;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectVersion;

/** The multipart uploads. A {@code path} that is not the upload's own is answered as if there were no such upload. */
public class Uploads {
    /**
     * Begins an upload.
     *
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     */
    public Upload create(NewUpload upload) {
        throw new UnsupportedOperationException();
    }

    /**
     * The upload.
     *
     * @throws StorageException.NoSuchUpload if there is none of that id for that path
     */
    public Upload find(String uploadId, String path) {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts the write of a part.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     * @throws StorageException.Unavailable if too few stores answer or have space
     */
    public PartWriter part(PartRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a part of a range of a version; no byte is read or written.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     * @throws StorageException.RangeUnsatisfiable if the range is not within the source
     * @throws StorageException.ConcurrentConflict if the source is gone by now
     */
    public Part copyPart(PartCopy copy) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes an object of parts; its ETag is S3's {@code md5(md5s)-N}. The upload ends.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     * @throws StorageException.InvalidPart if a named part is not there or is another one
     * @throws StorageException.InvalidPartOrder if the numbers do not ascend
     * @throws StorageException.PartTooSmall if a part but the last has less than {@link Part#MIN_SIZE}
     * @throws StorageException.PreconditionFailed if a precondition does not hold
     * @throws StorageException.PreconditionMissing if If-Match has nothing to match
     */
    public ObjectVersion complete(Completion request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends an upload without an object.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     */
    public void abort(String uploadId, String path) {
        throw new UnsupportedOperationException();
    }

    /**
     * A page of parts.
     *
     * @param after go on after this part number; 0 to begin
     * @param limit most parts to return, in [0, 1000]
     * @throws StorageException.NoSuchUpload if there is no such upload
     */
    public PartPage listParts(String uploadId, String path, int after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** A page of a bucket's uploads. */
    public UploadPage listUploads(UploadListRequest request) {
        throw new UnsupportedOperationException();
    }
}
