package io.slime.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told what, and how many listen. */
final class ListenersTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Changes changes = new Changes();
    private final Seats seats = new Seats(10, changes::wake);

    private Listener listen(String owner) {
        return new Listener(seats.take(owner).orElseThrow(), changes);
    }

    @Test
    void eachIsToldOnceWhatChangedSinceTheyBegan() throws InterruptedException {
        changes.tell(Set.of(Topic.STORES));
        try (Listener listener = listen("ann")) {
            changes.tell(Set.of(Topic.BUCKETS, Topic.ACTIVITY));
            changes.tell(Set.of(Topic.BUCKETS));
            assertThat(listener.await(LONG)).isEqualTo(Map.of(Topic.BUCKETS, 3L, Topic.ACTIVITY, 2L));
            assertThat(listener.await(Duration.ofMillis(1))).isEmpty();
            changes.tell(Set.of());
            assertThat(listener.await(Duration.ofMillis(1)))
                    .as("nothing changed")
                    .isEmpty();
        }
    }

    @Test
    void whoWaitsIsWokenByAChangeAndByTheEnd() throws InterruptedException {
        Listener listener = listen("ann");
        Thread teller = Thread.startVirtualThread(() -> changes.tell(Set.of(Topic.TASKS)));
        assertThat(listener.await(LONG)).containsKey(Topic.TASKS);
        teller.join();
        Thread closer = Thread.startVirtualThread(seats::close);
        assertThat(listener.await(LONG)).isEmpty();
        closer.join();
        assertThat(listener.ending()).contains(Ending.STOPPING);
        assertThat(seats.take("ann")).isEmpty();
        listener.close();
    }

    @Test
    void theOldestOfOneMakesRoomAndOthersDoNot() {
        List<Listener> own = new ArrayList<>();
        for (int i = 0; i < Seats.MOST_OF_ONE; i++) {
            own.add(listen("ann"));
        }
        try (Listener other = listen("ben")) {
            own.add(listen("ann"));
            assertThat(own.getFirst().ending()).contains(Ending.REPLACED);
            assertThat(own.get(1).ending()).isEmpty();
            assertThat(other.ending()).isEmpty();
            assertThat(seats.taken()).isEqualTo(Seats.MOST_OF_ONE + 1);
        }
        own.forEach(Listener::close);
        assertThat(seats.taken()).isZero();
    }

    @Test
    void allPlacesTakenByOthersIsARefusal() {
        for (int i = 0; i < 10; i++) {
            assertThat(seats.take("owner" + i)).isPresent();
        }
        assertThat(seats.take("late")).isEqualTo(Optional.empty());
    }

    @Test
    void anEventSaysWhatItIsAbout() {
        assertThat(Topic.of("stores/some-id")).containsExactlyInAnyOrder(Topic.STORES, Topic.REPAIR, Topic.ACTIVITY);
        assertThat(Topic.of("buckets/photos")).containsExactlyInAnyOrder(Topic.BUCKETS, Topic.ACTIVITY);
        assertThat(Topic.of("")).containsExactly(Topic.ACTIVITY);
    }
}
