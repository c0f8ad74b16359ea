package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.Metadata;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.reconcile.ChunkNames;
import io.slime.metadata.reconcile.FoundChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Evens out the relative free space of the stores: while one is {@value #GAP} of its size fuller than another, chunks move from
 * the fullest to the emptiest that may take them. An extent never has two chunks at one store, nor shares failure domains more
 * than before. Stores of any size take part; those of one drive count as one.
 */
public final class Rebalance implements Task {
    static final String TASK = "rebalance";

    /** By so much of their size stores may differ in free space. */
    static final double GAP = 0.05;

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration NOTHING_TO_MOVE = Duration.ofMinutes(10);
    private static final String NOTHING = "no chunk of the fuller stores may lie on the emptier ones";
    private static final String SEARCHING = "looks for chunks of the fuller stores that may lie on the emptier ones";
    private static final int PAGE = 64;

    /** Pages of one store that are looked through for a chunk that may move, in one run. */
    private static final int PAGES = 20;

    private final ChunkMove mover;
    private final Metadata metadata;
    private final Stores stores;
    private final Crew crew;
    private final Rate rate = new Rate();
    private final Map<UUID, FoundChunk> cursors = new HashMap<>();

    /** Stores that were looked through to their end, with nothing found to move, since anything was moved. */
    private final Set<UUID> through = new HashSet<>();

    private long next = System.nanoTime();

    /** Moves chunks between those stores. */
    Rebalance(ChunkMove mover, Stores stores, Crew crew) {
        this.mover = mover;
        this.metadata = mover.metadata();
        this.stores = stores;
        this.crew = crew;
    }

    /** One chunk to move. */
    private record Step(FoundChunk chunk, ChunkStore from, ChunkStore to) {}

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(30), Duration.ZERO);
    }

    @Override
    public boolean run() {
        if (System.nanoTime() - next < 0) {
            return false;
        }
        Balance balance = Balance.of(stores);
        if (balance.gap() <= GAP || mover.freeze().holds()) {
            return false;
        }
        if (metadata.tasks().lease(TASK, mover.gateway(), LEASE).isEmpty()) {
            return false;
        }
        List<Step> steps = plan(balance);
        AtomicLong done = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        crew.work(steps, step -> {
            long moved = mover.move(step.chunk(), step.from(), step.to());
            bytes.addAndGet(moved);
            done.addAndGet(moved > 0 ? 1 : 0);
        });
        if (done.get() > 0) {
            through.clear();
        }
        boolean pause =
                done.get() == 0 && (!steps.isEmpty() || leftOver(balance).isEmpty());
        report(balance, done.get(), bytes.get(), !pause);
        if (pause) {
            next = System.nanoTime() + NOTHING_TO_MOVE.toNanos();
            through.clear();
            metadata.tasks().release(TASK, mover.gateway());
        }
        return done.get() > 0;
    }

    /** Stores that may have something to give, the fullest first. */
    private List<UUID> leftOver(Balance balance) {
        return balance.fullestFirst().stream()
                .filter(store -> !through.contains(store))
                .filter(store -> stores.reach(store).isPresent())
                .toList();
    }

    /** From the fullest store that has anything to give. */
    private List<Step> plan(Balance balance) {
        for (UUID from : leftOver(balance)) {
            List<Step> steps = plan(balance, from);
            if (!steps.isEmpty()) {
                return steps;
            }
        }
        return List.of();
    }

    private List<Step> plan(Balance balance, UUID from) {
        Optional<ChunkStore> source = stores.reach(from);
        List<Step> steps = new ArrayList<>();
        for (int pages = 0; source.isPresent() && pages < PAGES && steps.size() < PAGE; pages++) {
            ChunkNames.Page page = metadata.chunkNames().expected(from, Optional.ofNullable(cursors.get(from)), PAGE);
            for (FoundChunk chunk : page.chunks()) {
                step(balance, chunk, source.get()).ifPresent(steps::add);
            }
            if (page.next().isEmpty()) {
                cursors.remove(from);
                if (steps.isEmpty()) {
                    through.add(from);
                }
                break;
            }
            cursors.put(from, page.next().get());
        }
        return steps;
    }

    private Optional<Step> step(Balance balance, FoundChunk chunk, ChunkStore from) {
        Optional<ChunkMove.Movable> movable = mover.movable(chunk, from.uuid());
        if (movable.isEmpty()) {
            return Optional.empty();
        }
        Placement placement = movable.get().placement();
        long length = movable.get().chunkLength();
        return balance.emptiestFirst().stream()
                .filter(to -> !placement.stores().contains(Optional.of(to)))
                .filter(to -> balance.worthwhile(from.uuid(), to, length, GAP / 2))
                .filter(to -> stores.crowding(placement, chunk.index(), to)
                        <= stores.crowding(placement, chunk.index(), from.uuid()))
                .max(Comparator.comparingDouble(balance::relativeFree))
                .flatMap(stores::reach)
                .map(to -> {
                    balance.moved(from.uuid(), to.uuid(), length);
                    return new Step(chunk, from, to);
                });
    }

    private void report(Balance balance, long done, long bytes, boolean searching) {
        metadata.tasks().count(TASK, done, bytes);
        Progress now = Progress.of(metadata.tasks().find(TASK));
        rate.at(System.nanoTime(), now.done(), now.bytes());
        long left = done == 0 ? 0 : balance.chunksLeft(bytes / done);
        metadata.tasks()
                .report(
                        TASK,
                        rate.fields(now.done() + left, left),
                        done == 0
                                ? Optional.of(searching ? SEARCHING : NOTHING)
                                : crew.throttle().reason());
    }
}
