package io.slime.gateway.live;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.cluster.StoreView;
import io.slime.metadata.Metadata;
import io.slime.metadata.event.EventRow;
import io.slime.metadata.task.TaskRow;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Looks at what can change, and tells what did since the last look. What other gateways changed is seen, too: by the events, by what the
 * database says of tasks and counters, and by this gateway's own view of the stores. For one thread.
 */
final class Sights {
    private static final int MOST_EVENTS = 1000;

    /** Counters move with every write, and whoever is told fetches them: only each fourth look is at them. */
    private static final int FIGURES_EVERY = 4;

    private final Cluster cluster;
    private final StoreAdministration stores;
    private final Metadata metadata;
    private final LongSupplier requests;
    private final Map<Topic, Object> before = new EnumMap<>(Topic.class);
    private Set<Long> seen = Set.of();
    private long floor = -1;
    private long looks;

    /** {@code requests} is the number of the last request that this gateway served. */
    Sights(Cluster cluster, StoreAdministration stores, Metadata metadata, LongSupplier requests) {
        this.cluster = cluster;
        this.stores = stores;
        this.metadata = metadata;
        this.requests = requests;
    }

    /** What changed since the last look; at the first one nothing did. */
    Set<Topic> look() {
        Set<Topic> changed = EnumSet.noneOf(Topic.class);
        boolean first = looks == 0;
        events(changed);
        List<StoreView> views = cluster.views();
        compare(changed, Topic.STORES, views.stream().map(Sights::store).toList());
        List<TaskRow> tasks = metadata.tasks().list();
        compare(changed, Topic.TASKS, tasks.stream().map(Sights::task).toList());
        if (looks++ % FIGURES_EVERY == 0) {
            compare(changed, Topic.DATA, metadata.tallies().newest());
            compare(
                    changed,
                    Topic.REPAIR,
                    List.of(
                            metadata.repairs().histogram(),
                            views.stream().map(StoreView::scrub).toList()));
            compare(changed, Topic.REQUESTS, requests.getAsLong());
        }
        return first ? EnumSet.noneOf(Topic.class) : changed;
    }

    private void compare(Set<Topic> changed, Topic topic, Object now) {
        if (!Objects.equals(before.put(topic, now), now)) {
            changed.add(topic);
        }
    }

    private static List<Object> store(StoreView store) {
        return List.of(store.uuid(), store.name(), store.dead(), store.connected(), store.error(), store.quarantined());
    }

    /** Without the lease, which is renewed while nothing changes. */
    private static List<Object> task(TaskRow task) {
        return List.of(task.name(), task.paused(), task.reason(), task.progress());
    }

    /**
     * What is committed late may have a lower number than what was seen before it: so each look goes back as far as the one before it
     * did, and knows what it saw there.
     */
    private void events(Set<Topic> changed) {
        if (floor < 0) {
            floor = metadata.events().latest(1).stream()
                    .mapToLong(EventRow::seq)
                    .max()
                    .orElse(0);
            return;
        }
        List<EventRow> rows = metadata.events().after(floor, MOST_EVENTS);
        Set<Long> now = new HashSet<>();
        boolean ofStores = false;
        for (EventRow row : rows) {
            now.add(row.seq());
            if (!seen.contains(row.seq())) {
                changed.addAll(Topic.of(row.subject()));
                ofStores |= row.subject().startsWith("stores");
            }
        }
        if (ofStores) {
            stores.reread();
        }
        floor = rows.size() == MOST_EVENTS
                ? rows.getLast().seq()
                : seen.stream().mapToLong(Long::longValue).max().orElse(floor);
        seen = now;
    }
}
