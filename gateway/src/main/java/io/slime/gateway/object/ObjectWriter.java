package io.slime.gateway.object;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import java.util.Map;
import java.util.Optional;

/**
 * A write in progress: bytes go in, {@link #publish} makes them visible. Closing without publishing leaves nothing behind: the
 * chunks written are deleted at once. Used by one thread.
 */
public final class ObjectWriter implements AutoCloseable {
    private final PutRequest request;
    private final PlainWriter content;
    private final Publications publications;

    ObjectWriter(PutRequest request, PlainWriter content, Publications publications) {
        this.request = request;
        this.content = content;
        this.publications = publications;
    }

    /** Takes bytes; waits while stores are slower than the caller. */
    public void write(byte[] bytes, int offset, int length) {
        content.write(bytes, offset, length);
    }

    /**
     * Makes the object visible, durably; the caller has checked every claim about the bytes before.
     *
     * @throws StorageException.PreconditionFailed if a precondition does not hold
     * @throws StorageException.PreconditionMissing if If-Match has nothing to match
     * @throws StorageException.NoSuchBucket if the bucket is gone
     * @throws StorageException.ConcurrentConflict if concurrent writes of the key stood in the way of a conditional one
     * @throws StorageException.Unavailable if it could not be made durable; nothing is visible
     * @throws StorageException.OutcomeUnknown if the database did not tell whether it is visible
     */
    public ObjectVersion publish(Description description) {
        return publish(description, Map.of(), ObjectLock.NONE);
    }

    /**
     * The same, with these tags and that lock.
     *
     * @throws StorageException.Refused if the bucket has no object lock
     */
    public ObjectVersion publish(Description description, Map<String, String> tags, ObjectLock lock) {
        if (!description.storageClass().equals(request.storageClass())) {
            throw new IllegalArgumentException(
                    "written as " + request.storageClass() + ", described as " + description);
        }
        NewContent written = content.finish();
        Facts facts = new Facts(description.etag(), lock.marked(Versions.attributes(description)), tags, lock.kept());
        Source source = new Source.Fresh(written);
        PublishResult result;
        try {
            result = publications.publish(
                    request.path(),
                    request.preconditions(),
                    Optional.of(written.id().epoch()),
                    precondition -> new Publish.Put(request.path(), request.bucket(), source, facts, precondition));
        } catch (RuntimeException e) {
            if (!Publications.unmade(e)) {
                content.keep();
            }
            throw e;
        }
        content.keep();
        return Versions.of(((PublishResult.Published) result).version(), Publications.content(written));
    }

    /** Lets go; deletes what was written unless it was published or may have been. */
    @Override
    public void close() {
        content.close();
    }
}
