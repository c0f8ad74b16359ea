package io.slime.gateway.multipart;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.PlainWriter;
import io.slime.gateway.object.Publications;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.publish.Source;

/** A part being written; as an {@link io.slime.gateway.object.ObjectWriter}, but what it publishes is a part. */
public final class PartWriter implements AutoCloseable {
    private final PartKeeper keeper;
    private final PlainWriter content;

    PartWriter(PartKeeper keeper, PlainWriter content) {
        this.keeper = keeper;
        this.content = content;
    }

    /** Takes bytes; waits while stores are slower than the caller. */
    public void write(byte[] bytes, int offset, int length) {
        content.write(bytes, offset, length);
    }

    /**
     * Keeps the part, in place of an earlier one of its number, durably.
     *
     * @param etag MD5 of the bytes in hexadecimal
     * @param checksums checksums of the bytes
     * @throws StorageException.NoSuchUpload if the upload was completed or aborted meanwhile
     * @throws StorageException.Unavailable if it could not be made durable
     * @throws StorageException.OutcomeUnknown if the database did not tell whether it is kept
     */
    public Part publish(String etag, Checksums checksums) {
        NewContent written = content.finish();
        Part part;
        try {
            part = keeper.keep(new Source.Fresh(written), etag, checksums);
        } catch (RuntimeException e) {
            if (!Publications.unmade(e)) {
                content.keep();
            }
            throw e;
        }
        content.keep();
        return part;
    }

    /** Lets go; deletes what was written unless it was kept or may have been. */
    @Override
    public void close() {
        content.close();
    }
}
