package io.slime.gateway.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import io.slime.metadata.reference.Use;
import io.slime.metadata.testing.MetadataForTests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Six stores in three domains, two in each. No chunk exists: all is told from the metadata. */
final class DurabilityIT {
    private final MetadataForTests database = MetadataForTests.open();
    private final Durability durability = new Durability(database.metadata(), InstantSource.system());
    private final List<UUID> stores = new ArrayList<>();
    private final Set<UUID> dead = new HashSet<>();
    private final Set<UUID> away = new HashSet<>();

    DurabilityIT() {
        for (int i = 0; i < 6; i++) {
            UUID store = UUID.randomUUID();
            stores.add(store);
            database.metadata().stores().add(store, "local:", "s" + i, "d" + i / 2);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<StoreView> views() {
        return stores.stream()
                .map(store -> new StoreView(
                        store,
                        "local:",
                        "s" + stores.indexOf(store),
                        "d" + stores.indexOf(store) / 2,
                        dead.contains(store),
                        !away.contains(store),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    private DurabilityReport report() {
        return durability.reportNow(views());
    }

    private Placement placement(int need, int... slots) {
        List<Optional<UUID>> chosen = new ArrayList<>();
        for (int slot : slots) {
            chosen.add(slot < 0 ? Optional.empty() : Optional.of(stores.get(slot)));
        }
        return database.metadata().placements().create(new Redundancy(need, slots.length), chosen);
    }

    private NewContent content(Placement placement, List<Integer> empty, int... lengths) {
        List<ExtentRow> extents = new ArrayList<>();
        long start = 0;
        for (int length : lengths) {
            extents.add(new ExtentRow(extents.size(), start, length, placement.id(), 65536, 0, empty));
            start += length;
        }
        return new NewContent(database.id(), start, extents);
    }

    private NewContent put(String path, Placement placement, int... lengths) {
        NewContent content = content(placement, List.of(), lengths);
        assertThat(database.publish(database.put(path, content, new Precondition.None())))
                .isInstanceOf(PublishResult.Published.class);
        return content;
    }

    private Map<Integer, Long> spare(DurabilityReport report) {
        Map<Integer, Long> counts = new TreeMap<>();
        report.spare().forEach((spare, amount) -> counts.put(spare, amount.extents()));
        return counts;
    }

    private static Loss loss(List<Loss> losses, Object name) {
        return losses.stream()
                .filter(loss -> loss.name().equals(name.toString()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lost(Collection<UUID> without) {
        List<String> paths = new ArrayList<>();
        new LostObjects(database.metadata().references())
                .each(report().without(without), "", use -> paths.add(use.path()));
        List<String> scanned = new ArrayList<>();
        new LostObjects(database.metadata().references(), 0)
                .each(report().without(without), "", use -> scanned.add(use.path()));
        assertThat(scanned).isEqualTo(paths);
        return paths;
    }

    @Test
    void anEmptyClusterHasNothingToLose() {
        assertThat(report().all()).isEqualTo(Amount.NONE);
        assertThat(report().anyStores()).isEmpty();
        assertThat(report().losingStore())
                .hasSize(6)
                .allMatch(loss -> loss.concerned().equals(Amount.NONE));
        assertThat(report().domains()).isEqualTo(3);
    }

    @Test
    void tellsWhatEachStoreAndDomainWouldTakeWithIt() {
        put("wide", placement(2, 0, 2, 4), 300, 300);
        put("narrow", placement(2, 0, 1, 2), 1000);
        DurabilityReport report = report();
        assertThat(spare(report)).isEqualTo(Map.of(1, 3L));
        assertThat(report.anyStores()).isEqualTo(OptionalInt.of(1));
        assertThat(report.anyDomains()).isEqualTo(OptionalInt.of(0));
        Loss domain = loss(report.losingDomain(), "d0");
        assertThat(domain.concerned()).isEqualTo(new Amount(3, 1600));
        assertThat(domain.unreadable()).isEqualTo(new Amount(1, 1000));
        assertThat(domain.spare()).isEqualTo(OptionalInt.of(-1));
        assertThat(domain.rebuild()).isEqualTo(300 + 500 + 500);
        assertThat(domain.rebuildable()).isTrue();
        assertThat(loss(report.losingDomain(), "d2").unreadable()).isEqualTo(Amount.NONE);
        Loss store = loss(report.losingStore(), stores.get(0));
        assertThat(store.concerned()).isEqualTo(new Amount(3, 1600));
        assertThat(store.unreadable()).isEqualTo(Amount.NONE);
        assertThat(store.spare()).isEqualTo(OptionalInt.of(0));
        assertThat(loss(report.losingStore(), stores.get(5)).spare()).isEmpty();
        assertThat(lost(List.of(stores.get(0), stores.get(1)))).containsExactly("narrow");
        assertThat(lost(List.of(stores.get(0), stores.get(2)))).containsExactly("narrow", "wide");
        assertThat(lost(List.of(stores.get(3), stores.get(5)))).isEmpty();
    }

    @Test
    void whatWaitsForRepairIsNotThere() {
        NewContent content = put("a", placement(2, 0, 2, 4), 100, 100);
        put("b", placement(2, 0, 2, 4), 100);
        database.metadata().repairs().queue(content.id(), 1, List.of(0), 0, "missing");
        assertThat(spare(report())).isEqualTo(Map.of(0, 1L, 1, 2L));
        assertThat(report().anyStores()).isEqualTo(OptionalInt.of(0));
        assertThat(lost(List.of(stores.get(2)))).containsExactly("a");
        assertThat(lost(List.of(stores.get(0)))).isEmpty();
        database.metadata().repairs().queue(content.id(), 1, List.of(1), -1, "missing");
        assertThat(report().unreadable()).isEqualTo(new Amount(1, 100));
        assertThat(report().lost()).isEqualTo(new Amount(1, 100));
        assertThat(lost(List.of())).containsExactly("a");
        database.metadata()
                .repairs()
                .take(database.gateway(), Duration.ofMinutes(1), 10)
                .forEach(row -> database.metadata().repairs().done(row, List.of(0, 1)));
        assertThat(spare(report())).isEqualTo(Map.of(1, 3L));
    }

    @Test
    void emptySlotsCountAndSoDoStoresThatAreAway() {
        Placement placement = placement(2, 0, 2, 4, 5);
        NewContent partly = content(placement, List.of(3), 100);
        database.publish(database.put("partly", partly, new Precondition.None()));
        put("short", placement(1, 1, -1), 10);
        assertThat(spare(report())).isEqualTo(Map.of(0, 1L, 1, 1L));
        away.add(stores.get(0));
        assertThat(spare(report())).isEqualTo(Map.of(0, 2L));
        away.add(stores.get(2));
        assertThat(report().unreadable()).isEqualTo(new Amount(1, 100));
        assertThat(report().lost()).isEqualTo(Amount.NONE);
        dead.add(stores.get(0));
        assertThat(report().lost()).isEqualTo(Amount.NONE);
        dead.add(stores.get(2));
        assertThat(report().lost()).isEqualTo(new Amount(1, 100));
    }

    @Test
    void copiesAndSlicesAreFoundByWhatTheyAreMadeOf() {
        Placement bad = placement(1, 0);
        Placement good = placement(1, 5);
        NewContent source = put("source", bad, 50, 50);
        put("fine", good, 50);
        ContentId slice = database.id();
        database.publish(new Publish.Put(
                "copy",
                false,
                new Source.Sliced(slice, new Slice(source.id(), 10, 60)),
                new Facts("e", Attributes.NONE),
                new Precondition.None()));
        database.publish(new Publish.Put(
                "shared",
                false,
                new Source.Shared(source.id(), 100),
                new Facts("e", Attributes.NONE),
                new Precondition.None()));
        assertThat(lost(List.of(stores.get(0)))).containsExactly("copy", "shared", "source");
        List<Use> uses = new ArrayList<>();
        new LostObjects(database.metadata().references())
                .each(report().without(List.of(stores.get(0))), "sh", uses::add);
        assertThat(uses).containsExactly(new Use(Use.Kind.OBJECT, "shared", "null", 100));
    }

    @Test
    void agreesWithCountingExtentByExtent() {
        long seed = 20261126;
        Random random = new Random(seed);
        Map<String, List<Set<UUID>>> chunks = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            Collections.shuffle(order, random);
            Placement placement = placement(2, order.get(0), order.get(1), order.get(2), order.get(3));
            int[] lengths = random.ints(1 + random.nextInt(3), 1, 1000).toArray();
            List<Integer> empty = random.nextInt(4) == 0 ? List.of(random.nextInt(4)) : List.of();
            NewContent content = content(placement, empty, lengths);
            database.publish(database.put("p" + i, content, new Precondition.None()));
            List<Set<UUID>> extents = new ArrayList<>();
            for (int position = 0; position < lengths.length; position++) {
                Set<UUID> there = new HashSet<>();
                int missing = random.nextInt(6);
                for (int slot = 0; slot < 4; slot++) {
                    if (slot != missing && !empty.contains(slot)) {
                        there.add(placement.stores().get(slot).orElseThrow());
                    }
                }
                if (missing < 4) {
                    database.metadata().repairs().queue(content.id(), position, List.of(missing), 0, "missing");
                }
                extents.add(there);
            }
            chunks.put("p" + i, extents);
        }
        for (int mask = 0; mask < 64; mask++) {
            Set<UUID> gone = new HashSet<>();
            for (int store = 0; store < 6; store++) {
                if ((mask >> store & 1) == 1) {
                    gone.add(stores.get(store));
                }
            }
            long unreadable = 0;
            Set<String> paths = new TreeSet<>();
            for (Map.Entry<String, List<Set<UUID>>> object : chunks.entrySet()) {
                for (Set<UUID> extent : object.getValue()) {
                    if (extent.stream().filter(store -> !gone.contains(store)).count() < 2) {
                        unreadable++;
                        paths.add(object.getKey());
                    }
                }
            }
            assertThat(report().without(gone).unreadable().extents())
                    .as("seed " + seed + " mask " + mask)
                    .isEqualTo(unreadable);
            if (mask % 8 == 3) {
                assertThat(lost(gone)).containsExactlyElementsOf(paths);
            }
        }
    }
}
