package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.placement.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lanes of an extent that is being written, one a chunk. Every method is called with the bell's lock held. */
final class Slots {
    private final Workshop workshop;
    private final Bell bell;
    private final ExtentPlan plan;
    private final Placement placement;
    private final @Nullable Lane[] lanes;
    private final List<Lane> all = new ArrayList<>();
    private final Set<UUID> tried = new HashSet<>();
    private final Map<Integer, ChunkStore> late = new HashMap<>();
    private final List<Trace> leftovers = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private @Nullable ChunkDescription ending;

    Slots(Workshop workshop, Bell bell, ExtentPlan plan, Placement placement) {
        this.workshop = workshop;
        this.bell = bell;
        this.plan = plan;
        this.placement = placement;
        this.lanes = new Lane[placement.stores().size()];
    }

    /** Starts a lane to every store of the placement that can be reached. */
    void start(List<Stripe> stripes, @Nullable ChunkDescription description) {
        ending = description;
        placement.stores().forEach(store -> store.ifPresent(tried::add));
        for (int i = 0; i < lanes.length; i++) {
            Optional<ChunkStore> store = placement.stores().get(i).flatMap(workshop.cluster()::reach);
            if (store.isPresent()) {
                start(i, store.get(), stripes);
            }
        }
    }

    /** Puts an unused store in the place of each that failed, as far as there are any; it gets the extent's bytes so far. */
    void replace(List<Stripe> stripes) {
        for (int i = 0; i < lanes.length; i++) {
            Lane lane = lanes[i];
            if (lane == null || lane.failure().isPresent()) {
                Optional<ChunkStore> store = spare();
                if (store.isEmpty()) {
                    return;
                }
                start(i, store.get(), stripes);
            }
        }
    }

    /** A store that was not tried, and from now on is. */
    Optional<ChunkStore> spare() {
        Optional<UUID> spare = workshop.placements().spare(tried);
        while (spare.isPresent()) {
            tried.add(spare.get());
            Optional<ChunkStore> store = workshop.cluster().reach(spare.get());
            if (store.isPresent()) {
                return store;
            }
            spare = workshop.placements().spare(tried);
        }
        return Optional.empty();
    }

    void end(ChunkDescription description) {
        ending = description;
        running().forEach(lane -> lane.end(description));
    }

    /** Gives a lane up whose store does not come back in time. */
    void stalled(Lane lane) {
        workshop.cluster().stalled(lane.store().uuid());
        lane.abandon("store " + lane.store().uuid() + " took too long");
    }

    List<Lane> running() {
        return lanes().filter(Lane::running).toList();
    }

    /** All lanes that were ever started. */
    List<Lane> all() {
        return all;
    }

    /** Where that chunk is durable, if it is. */
    Optional<ChunkStore> durable(int index) {
        Lane lane = lanes[index];
        return lane != null && lane.durable() ? Optional.of(lane.store()) : Optional.ofNullable(late.get(index));
    }

    /** Takes note of a chunk that was rebuilt from others. */
    void rebuilt(int index, ChunkStore store) {
        late.put(index, store);
    }

    /** Takes note that rebuilding failed; the chunk may be there nonetheless. */
    void notRebuilt(int index, String reason) {
        ChunkStore store = late.remove(index);
        if (store != null) {
            leftovers.add(new Trace(store, plan.chunk(index)));
            troubles.add(reason);
        }
    }

    /** How many lanes may yet do, or did, their work. */
    long alive() {
        return lanes().filter(lane -> lane.failure().isEmpty()).count();
    }

    /** Where the chunks are: the placement, but for stores that took over. */
    List<Optional<UUID>> stores() {
        List<Optional<UUID>> stores = new ArrayList<>(placement.stores());
        for (int i = 0; i < lanes.length; i++) {
            Optional<ChunkStore> store = durable(i);
            if (store.isPresent()) {
                stores.set(i, store.map(ChunkStore::uuid));
            }
        }
        return stores;
    }

    /** The chunks that may be at stores. */
    List<Trace> traces() {
        List<Trace> traces = new ArrayList<>(leftovers);
        all.stream().filter(Lane::mayExist).forEach(lane -> traces.add(new Trace(lane.store(), lane.chunk())));
        late.forEach((index, store) -> traces.add(new Trace(store, plan.chunk(index))));
        return traces;
    }

    /** A chunk that may be at a store. */
    record Trace(ChunkStore store, ChunkId chunk) {}

    Placement placement() {
        return placement;
    }

    String failures() {
        List<String> reasons = Stream.concat(all.stream().flatMap(lane -> lane.failure().stream()), troubles.stream())
                .distinct()
                .limit(3)
                .toList();
        return reasons.isEmpty() ? "too few stores can be reached" : String.join("; ", reasons);
    }

    private Stream<Lane> lanes() {
        return Stream.of(lanes).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private void start(int index, ChunkStore store, List<Stripe> stripes) {
        Lane lane = new Lane(
                bell,
                store,
                plan.chunk(index),
                plan.chunkLength(),
                workshop.pulse().era());
        for (Stripe stripe : stripes) {
            stripe.retain();
            lane.add(stripe);
        }
        if (ending != null) {
            lane.end(ending);
        }
        lanes[index] = lane;
        all.add(lane);
        if (!lane.start(() -> ended(lane))) {
            workshop.threads().execute(lane);
        }
    }

    /** Wakes who waits for the lanes, unless others still run and nothing is to be done for this one. */
    private void ended(Lane lane) {
        if (lane.failure().isPresent() || lanes().noneMatch(Lane::running)) {
            bell.ring();
        }
    }
}
