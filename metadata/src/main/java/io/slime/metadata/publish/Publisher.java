package io.slime.metadata.publish;

import java.time.Duration;

/** Makes changes visible, many in one transaction. */
public final class Publisher {
    /**
     * Waits until the change is durable and visible, or known not to be.
     *
     * @param deadline how long the answer may take
     * @throws io.slime.metadata.transaction.MetadataException.OutcomeUnknown if it may be visible or not: delete no chunk
     * @throws io.slime.metadata.transaction.MetadataException otherwise if nothing was changed
     */
    public PublishResult publish(Publish change, Duration deadline) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
