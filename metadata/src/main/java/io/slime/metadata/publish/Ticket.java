package io.slime.metadata.publish;

import io.slime.metadata.placement.Placement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A change that waits to be published. Either a committer takes it, and then it is answered, or its caller gives it up, and then
 * it never happens.
 *
 * @param change the change
 * @param placements the placements that it names
 * @param end when its caller gives up, in nanoseconds of {@link System#nanoTime}
 * @param answer how it ended
 * @param decided whether it was taken or given up
 */
record Ticket(
        Publish change,
        Map<Long, Placement> placements,
        long end,
        CompletableFuture<PublishResult> answer,
        AtomicBoolean decided) {
    Ticket(Publish change, Map<Long, Placement> placements, long end) {
        this(change, placements, end, new CompletableFuture<>(), new AtomicBoolean());
    }

    /** Takes it, or gives it up; true for the first who asks. */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    /** What it must not share a batch with. */
    String key() {
        return switch (change) {
            case Publish.Put put -> put.path();
            case Publish.Remove remove -> remove.path();
            case Publish.RemoveVersion remove -> remove.path();
            case Publish.Rename rename -> rename.path();
            case Publish.Complete complete -> complete.path();
            case Publish.PutPart part -> part.upload() + "#" + part.number();
        };
    }

    /** Whether it may share a transaction with others. */
    boolean batchable() {
        return !(change instanceof Publish.Complete
                || change instanceof Publish.RemoveVersion
                || change instanceof Publish.Rename);
    }
}
