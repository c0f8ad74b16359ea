package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.Metadata;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.store.StoreTable;
import io.slime.metadata.task.TaskRow;
import io.slime.metadata.task.TaskTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the era on, and tells the stores, which keep it: an idle store that learned of it by writes alone would not notice that the
 * database went back by less than that. Before it, every gateway compares it with the stores that it reaches; unless more than half
 * of those that were not given up answer, one of which was among those that were told before, or if deletion is frozen, the era
 * stays, so that a database which went back in time does not catch up unnoticed.
 */
public final class EraStep implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(EraStep.class);
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final EpochTable epochs;
    private final TaskTable tasks;
    private final StoreTable known;
    private final Freeze freeze;
    private final Stores stores;
    private final UUID gateway;

    /** Moves that era on, for those stores, on behalf of a gateway. */
    public EraStep(Metadata metadata, Freeze freeze, Stores stores, UUID gateway) {
        this.epochs = metadata.epochs();
        this.tasks = metadata.tasks();
        this.known = metadata.stores();
        this.freeze = freeze;
        this.stores = stores;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "era-step";
    }

    @Override
    public Pace pace() {
        return Pace.every(Duration.ofSeconds(5));
    }

    @Override
    public boolean run() {
        Optional<String> obstacle = obstacle(freeze.check());
        if (obstacle.isEmpty() && freeze.holds()) {
            return false;
        }
        Optional<TaskRow> lease = tasks.lease(name(), gateway, LEASE);
        if (lease.isPresent() && !lease.get().reason().equals(obstacle)) {
            tasks.report(name(), "{}", obstacle);
        }
        if (obstacle.isPresent()) {
            // Another gateway may reach more stores.
            tasks.release(name(), gateway);
        } else if (lease.isPresent()) {
            tell(epochs.bumpEra());
        }
        return false;
    }

    /** Why the era stays, unless more than half of the stores that were not given up are among those that answered. */
    private Optional<String> obstacle(Set<UUID> answered) {
        List<UUID> active = known.list().stream()
                .filter(store -> store.state() == StoreState.ACTIVE)
                .map(StoreRow::uuid)
                .toList();
        long there = active.stream().filter(answered::contains).count();
        return 2 * there > active.size()
                ? Optional.empty()
                : Optional.of(
                        "only " + there + " of " + active.size() + " stores answer: what was deleted takes its space "
                                + "until more than half do; bring stores back, or give them up: slime store dead");
    }

    private void tell(long era) {
        for (ChunkStore store : stores.reachable()) {
            try {
                store.delete(List.of(), era);
            } catch (ChunkException e) {
                LOG.debug("store {} did not learn era {}: {}", store.uuid(), era, e.getMessage());
            }
        }
    }
}
