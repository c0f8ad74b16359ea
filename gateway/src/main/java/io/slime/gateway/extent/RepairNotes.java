package io.slime.gateway.extent;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.transaction.MetadataException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues for repair what reads stumble over, in the background; what does not fit is found again by the next read, or by reconcile. */
final class RepairNotes {
    private static final Logger LOG = LoggerFactory.getLogger(RepairNotes.class);
    private static final int REMEMBERED = 1000;
    private static final int AT_A_TIME = 4;

    private final RepairTable table;
    private final Executor threads;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final LinkedHashSet<Note> recent = new LinkedHashSet<>();

    private record Note(ContentId content, int position, int index) {}

    RepairNotes(RepairTable table, Executor threads) {
        this.table = table;
        this.threads = threads;
    }

    /** Notes that a chunk is not where it should be; {@code spare} more may be lost. */
    void note(ContentId content, ExtentRow extent, int index, int spare, String reason) {
        Note note = new Note(content, extent.position(), index);
        if (!isNew(note) || !free.tryAcquire()) {
            return;
        }
        threads.execute(() -> {
            try {
                LOG.warn(
                        "chunk {} of extent {} of content {} is to be rebuilt: {}",
                        index,
                        extent.position(),
                        content,
                        reason);
                table.queue(content, extent.position(), List.of(index), spare, reason);
            } catch (MetadataException e) {
                forget(note);
                LOG.warn("a repair could not be queued, the next read will try again: {}", e.getMessage());
            } finally {
                free.release();
            }
        });
    }

    private synchronized boolean isNew(Note note) {
        if (recent.size() >= REMEMBERED) {
            recent.removeFirst();
        }
        return recent.add(note);
    }

    private synchronized void forget(Note note) {
        recent.remove(note);
    }
}
