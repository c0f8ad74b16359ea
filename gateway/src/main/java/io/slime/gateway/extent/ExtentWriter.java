package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An extent on its way into the stores. Its first stripes are kept until more follow than are kept, so that an unused store can take
 * over from one that fails early; of one that fails later the slot stays empty. Used by one thread.
 */
final class ExtentWriter {
    private static final int REPLAYED = 2;

    private final Workshop workshop;
    private final ExtentPlan plan;
    private final Bell bell = new Bell();
    private final long stall;
    private final List<Stripe> replay = new ArrayList<>(REPLAYED);
    private @Nullable Slots slots;
    private boolean beyondReplay;
    private int length;
    private int crc;
    private boolean last;

    ExtentWriter(Workshop workshop, ExtentPlan plan) {
        this.workshop = workshop;
        this.plan = plan;
        this.stall = workshop.settings().stall().toNanos();
    }

    /**
     * Takes a stripe, which it releases. The first one waits for the second, or for the end.
     *
     * @throws StorageException.Unavailable if fewer stores than are needed still take part
     */
    void submit(Stripe stripe) {
        if (slots == null) {
            replay.add(stripe);
            if (replay.size() == REPLAYED) {
                begin(null);
            }
            return;
        }
        bell.lock();
        try {
            if (!beyondReplay) {
                slots.replace(replay);
                forgetReplay();
                beyondReplay = true;
            }
            for (Lane lane : slots.running()) {
                offer(slots, lane, stripe);
            }
            if (slots.alive() < plan.redundancy().need()) {
                throw new StorageException.Unavailable("too few stores take the data: " + slots.failures());
            }
        } finally {
            bell.unlock();
            stripe.release();
        }
    }

    /** Says that no stripe follows, and what the extent is as a whole. */
    void end(int bytes, int crc32c, boolean ofContent) {
        length = bytes;
        crc = crc32c;
        last = ofContent;
        ChunkDescription description = plan.description(bytes, crc32c, ofContent);
        if (slots == null) {
            begin(description);
            return;
        }
        bell.lock();
        try {
            slots.end(description);
        } finally {
            bell.unlock();
        }
    }

    /**
     * Waits until the extent is durable on enough stores.
     *
     * @throws StorageException.Unavailable if it cannot be
     */
    ExtentRow await() {
        Slots ended = slots;
        if (ended == null) {
            throw new IllegalStateException("the extent was not ended");
        }
        bell.lock();
        try {
            waitForLanes(ended);
        } finally {
            forgetReplay();
            bell.unlock();
        }
        rebuildLost(ended);
        List<Integer> empty = lost(ended);
        if (plan.redundancy().total() - empty.size() < plan.redundancy().need()) {
            throw new StorageException.Unavailable("too few stores kept the data: " + ended.failures());
        }
        Placement placement = ended.placement();
        if (!ended.stores().equals(placement.stores())) {
            placement = workshop.placements().exactly(plan.redundancy(), ended.stores());
        }
        return new ExtentRow(plan.position(), plan.start(), length, placement.id(), plan.cell(), crc, empty);
    }

    /** Gives up what still runs. */
    void abandon() {
        bell.lock();
        try {
            forgetReplay();
            if (slots != null) {
                slots.running().forEach(lane -> lane.abandon("given up"));
            }
        } finally {
            bell.unlock();
        }
    }

    /** The chunks that may be at stores; waits up to the deadline for lanes that do not know yet. */
    List<Slots.Trace> traces(long deadline) {
        if (slots == null) {
            return List.of();
        }
        bell.lock();
        try {
            long left = deadline - System.nanoTime();
            while (left > 0
                    && slots.all().stream().anyMatch(lane -> !lane.returned())
                    && bell.awaitUnlessInterrupted(left)) {
                left = deadline - System.nanoTime();
            }
            return slots.traces();
        } finally {
            bell.unlock();
        }
    }

    private void begin(@Nullable ChunkDescription ending) {
        Slots begun = new Slots(workshop, bell, plan, workshop.placements().choose(plan.redundancy()));
        bell.lock();
        try {
            slots = begun; // first: what was started of it must be abandoned with it if the rest cannot be
            begun.start(replay, ending);
        } finally {
            bell.unlock();
        }
    }

    private void offer(Slots to, Lane lane, Stripe stripe) {
        while (lane.running() && lane.full()) {
            long left = lane.patience(stall);
            if (left <= 0) {
                to.stalled(lane);
            } else {
                bell.await(left);
            }
        }
        if (lane.running()) {
            stripe.retain();
            lane.add(stripe);
        }
    }

    private void waitForLanes(Slots ended) {
        while (true) {
            if (!beyondReplay) {
                ended.replace(replay);
            }
            List<Lane> running = ended.running();
            if (running.isEmpty()) {
                return;
            }
            long left = TimeUnit.HOURS.toNanos(1);
            for (Lane lane : running) {
                long patience = lane.patience(stall);
                if (patience <= 0) {
                    ended.stalled(lane);
                    left = 0;
                } else {
                    left = Math.min(left, patience);
                }
            }
            if (left > 0) {
                bell.await(left);
            }
        }
    }

    /**
     * Where fewer chunks than {@code need + 1} are durable though there are unused stores, rebuilds as many: a store failed when its
     * part of the extent could no longer be replayed.
     */
    private void rebuildLost(Slots ended) {
        int wanted = Math.min(plan.redundancy().need() + 1, plan.redundancy().total());
        List<Integer> lost = lost(ended);
        int durable = plan.redundancy().total() - lost.size();
        for (int index : lost) {
            if (durable >= wanted || durable < plan.redundancy().need()) {
                return;
            }
            durable += rebuild(ended, index) ? 1 : 0;
        }
    }

    private boolean rebuild(Slots ended, int index) {
        LateChunk chunk = new LateChunk(workshop, plan, length, ended::durable);
        for (Optional<ChunkStore> store = spare(ended); store.isPresent(); store = spare(ended)) {
            try {
                ended.rebuilt(index, store.get());
                chunk.write(index, store.get(), plan.description(length, crc, last));
                return true;
            } catch (ChunkException e) {
                ended.notRebuilt(index, String.valueOf(e.getMessage()));
            }
        }
        return false;
    }

    private Optional<ChunkStore> spare(Slots ended) {
        bell.lock();
        try {
            return ended.spare();
        } finally {
            bell.unlock();
        }
    }

    private List<Integer> lost(Slots ended) {
        return IntStream.range(0, plan.redundancy().total())
                .filter(index -> ended.durable(index).isEmpty())
                .boxed()
                .toList();
    }

    private void forgetReplay() {
        replay.forEach(Stripe::release);
        replay.clear();
    }
}
