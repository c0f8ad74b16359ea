package io.slime.gateway.cluster;

import io.slime.metadata.extent.ContentId;
import java.util.Optional;
import java.util.UUID;

/** One epoch of this gateway and the writes that use it. */
final class EpochLease {
    private final UUID epoch;
    private long next;
    private long writes;
    private boolean ended;

    EpochLease(UUID epoch) {
        this.epoch = epoch;
    }

    UUID epoch() {
        return epoch;
    }

    /** A new content's name, whose write is counted; empty if no more may begin. */
    synchronized Optional<ContentId> enter() {
        if (ended) {
            return Optional.empty();
        }
        writes++;
        return Optional.of(new ContentId(epoch, next++));
    }

    /** Ends a write; whether it was the last one of an ended epoch. */
    synchronized boolean leave() {
        writes--;
        return ended && writes == 0;
    }

    /** Lets no more writes begin; whether none is running. */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first && writes == 0;
    }
}
