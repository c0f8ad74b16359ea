package io.slime.metadata.upload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The uploads and their parts. Keeping a part and completing are {@link io.slime.metadata.publish.Publisher}'s. */
public final class UploadTable {
    /** Begins an upload; {@code initiated} is set by the database. Empty if the bucket is not there. */
    public Optional<UploadRow> create(UploadRow upload) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The upload of that id. */
    public Optional<UploadRow> find(String id) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Parts with numbers above {@code after}, ascending, at most {@code limit}. */
    public List<UploadPart> parts(String id, int after, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** One page of a bucket's uploads. */
    public UploadPage list(UploadListRequest request) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Ends an upload without a version; its parts become garbage. False if it is not there. */
    public boolean abort(String id) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Uploads begun longer ago than {@code age}, oldest first. */
    public List<UploadRow> olderThan(Duration age, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
