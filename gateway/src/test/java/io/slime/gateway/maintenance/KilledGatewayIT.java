package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.fsck.Finding;
import io.slime.gateway.fsck.Fsck;
import io.slime.gateway.fsck.FsckListener;
import io.slime.gateway.fsck.FsckRequest;
import io.slime.gateway.object.CoreForTests;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.CrashPoint;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.epoch.Beat;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.store.StoreState;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Kills a gateway behind each change that a step makes at a store or in the database. Another one, which knows nothing of it, does the
 * upkeep; then every check must be clean and every object whole.
 */
final class KilledGatewayIT {
    private static final String PATH = "bucket/object";
    private static final int MOST_CHANGES = 60;
    private static final int ROUNDS = 12;

    private final MetadataUrl url = PostgresForTests.freshDatabase();
    private final List<MemoryStore> stores =
            IntStream.range(0, 5).mapToObj(i -> new MemoryStore()).toList();
    private final CoreForTests survivor = CoreForTests.first(url, stores);
    private final Metadata metadata = survivor.metadata();
    private final List<Task> upkeep = new Upkeep(metadata, survivor.gateway(), survivor.cluster(), crew())
            .ofCluster(survivor.eraser(), new Reencode.Contents(survivor.readers(), survivor.writers()));

    @AfterEach
    void close() {
        survivor.close();
    }

    /** A gateway that will be killed. */
    private interface Victim {
        /** Before it is killed; the bytes that the object has then, and afterwards. */
        byte[] prepare(CoreForTests core, int round);

        /** The step in which it is killed. */
        void step(CoreForTests core);
    }

    @Test
    void aMove() {
        int changes = killBehindEach(new Victim() {
            @Override
            public byte[] prepare(CoreForTests core, int round) {
                return put(core, CoreForTests.bytes(round, 50_000));
            }

            @Override
            public void step(CoreForTests core) {
                Content content = content(core);
                Placement placement = placement(core);
                UUID home = placement.stores().getFirst().orElseThrow();
                ChunkStore to = core.cluster().views().stream()
                        .filter(view -> !placement.stores().contains(Optional.of(view.uuid())))
                        .flatMap(view -> core.cluster().reach(view.uuid()).stream())
                        .findFirst()
                        .orElseThrow();
                new ChunkMove(core.metadata(), core.gateway(), freeze(core), crew().throttle())
                        .move(
                                new FoundChunk(content.id(), 0, 0),
                                core.cluster().reach(home).orElseThrow(),
                                to);
            }
        });
        assertThat(changes)
                .as("claim, target, create, finish, placement, switch, delete")
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void aRepairInPlace() {
        int changes = killBehindEach(new Victim() {
            @Override
            public byte[] prepare(CoreForTests core, int round) {
                byte[] data = put(core, CoreForTests.bytes(round, 50_000));
                Content content = content(core);
                UUID home = placement(core).stores().get(1).orElseThrow();
                store(home)
                        .delete(
                                List.of(new ChunkDeletion(Ids.chunk(content.id(), 0, 1), 0)),
                                metadata.epochs().era());
                metadata.repairs().queue(content.id(), 0, List.of(1), 0, "test");
                return data;
            }

            @Override
            public void step(CoreForTests core) {
                new Repair(core.metadata(), stores(core), core.gateway(), crew()).run();
            }
        });
        assertThat(changes).as("take, create, finish, done").isGreaterThanOrEqualTo(4);
    }

    @Test
    void aRepairElsewhere() {
        int changes = killBehindEach(new Victim() {
            @Override
            public byte[] prepare(CoreForTests core, int round) {
                byte[] data = put(core, CoreForTests.bytes(round, 50_000));
                metadata.stores().set(placement(core).stores().get(1).orElseThrow(), StoreState.DEAD);
                core.discover();
                survivor.discover();
                new Drain(metadata, survivor.gateway()).run();
                return data;
            }

            @Override
            public void step(CoreForTests core) {
                new Repair(core.metadata(), stores(core), core.gateway(), crew()).run();
            }
        });
        assertThat(changes)
                .as("take, target, create, finish, placement, switch")
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void aChangeOfRedundancy() {
        int changes = killBehindEach(new Victim() {
            @Override
            public byte[] prepare(CoreForTests core, int round) {
                byte[] data = put(core, CoreForTests.bytes(round, 150_000));
                metadata.redundancy().setCluster(round % 2 == 0 ? new Redundancy(2, 3) : new Redundancy(2, 4), true);
                return data;
            }

            @Override
            public void step(CoreForTests core) {
                new Reencode(
                                core.metadata(),
                                stores(core),
                                core.gateway(),
                                crew(),
                                new Reencode.Contents(core.readers(), core.writers()))
                        .run();
            }
        });
        assertThat(changes)
                .as("lease, chunks of two extents, placements, swap, progress")
                .isGreaterThanOrEqualTo(15);
    }

    @Test
    void aReclaim() {
        int changes = killBehindEach(new Victim() {
            @Override
            public byte[] prepare(CoreForTests core, int round) {
                put(core, CoreForTests.bytes(-round, 150_000));
                byte[] data = put(core, CoreForTests.bytes(round, 50_000));
                metadata.garbage().stamp(100);
                for (int i = 0; i < 5; i++) {
                    metadata.epochs().bumpEra();
                    core.pulse().beat();
                    survivor.pulse().beat();
                }
                return data;
            }

            @Override
            public void step(CoreForTests core) {
                new Reclaim(
                                core.metadata().garbage(),
                                core.metadata().tasks(),
                                freeze(core),
                                core.eraser()::erase,
                                core.gateway())
                        .run();
            }
        });
        assertThat(changes).as("lease, stamp, rows, chunks at three stores").isGreaterThanOrEqualTo(5);
    }

    /** Where the chunks are not there any more than its gateway is: the database's part has tests of its own. */
    @Test
    void aPutBeforeItIsPublished() {
        int changes = killBehindEach(new Victim() {
            @Override
            public byte[] prepare(CoreForTests core, int round) {
                return put(core, CoreForTests.bytes(round, 50_000));
            }

            @Override
            @SuppressWarnings("resource") // nobody who was killed closes anything
            public void step(CoreForTests core) {
                byte[] data = CoreForTests.bytes(7, 150_000);
                ObjectWriter writer = core.objects()
                        .put(new PutRequest(PATH, Optional.of(CoreForTests.BUCKET), data.length, Preconditions.NONE));
                writer.write(data, 0, data.length);
            }
        });
        assertThat(changes).as("chunks of the first of two extents").isGreaterThanOrEqualTo(3);
    }

    /** How many changes the step makes. */
    private int killBehindEach(Victim victim) {
        for (int changes = 1; changes <= MOST_CHANGES; changes++) {
            try (CrashPoint point = new CrashPoint(url)) {
                CoreForTests core = new CoreForTests(point.url(), point.stores(stores));
                byte[] data = victim.prepare(core, changes);
                expireLeases();
                point.arm(changes);
                try {
                    victim.step(core);
                } catch (CrashPoint.Killed | ChunkException | StorageException | MetadataException e) {
                    assertThat(point.dead()).as("killed, not failed: %s", e).isTrue();
                } catch (IllegalStateException e) {
                    assertThat(e).hasCauseInstanceOf(CrashPoint.Killed.class);
                }
                boolean dead = point.dead();
                point.kill();
                core.abandon();
                recovers(core.gateway(), "killed behind change " + changes);
                assertThat(survivor.read(PATH)).isEqualTo(data);
                if (!dead) {
                    return changes - 1;
                }
            }
        }
        throw new AssertionError("more than " + MOST_CHANGES + " changes");
    }

    /** The upkeep of the other gateway, once the time of leases and signs of life is over. */
    private void recovers(UUID victim, String when) {
        expireLeases();
        for (Beat beat : metadata.epochs().beats()) {
            if (beat.gateway().equals(victim)) {
                metadata.epochs().fence(victim, beat.beat(), survivor.gateway());
            }
        }
        List<Finding> found = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            survivor.discover();
            survivor.pulse().beat();
            upkeep.forEach(DrainIT::runAll);
            reviveDrained();
            if (isQuiet()) {
                found = check();
                if (found.isEmpty()) {
                    return;
                }
            }
        }
        assertThat(found).as(when).isEmpty();
        throw new AssertionError(when + ": there is still something to do");
    }

    private void expireLeases() {
        metadata.transactions().repeat(connection -> {
            Sql.update(connection, "UPDATE slime.task SET lease_until = now() - interval '1 s'");
            return Sql.update(connection, "UPDATE slime.repair SET lease_until = now() - interval '1 s'");
        });
    }

    /** What was given up takes part again once it is drained. */
    private void reviveDrained() {
        if (metadata.repairs().histogram().isEmpty()) {
            for (MemoryStore store : stores) {
                if (survivor.cluster().lost(store.uuid()) && metadata.extents().countNaming(store.uuid(), 1) == 0) {
                    metadata.stores().set(store.uuid(), StoreState.ACTIVE);
                }
            }
        }
    }

    private boolean isQuiet() {
        return metadata.garbage().waiting() == 0
                && metadata.repairs().histogram().isEmpty()
                && metadata.redundancy().rewrites().isEmpty()
                && metadata.stores().list().stream().allMatch(store -> store.state() == StoreState.ACTIVE)
                && metadata.transactions()
                                .<Long>statement(connection -> Sql.only(
                                        connection, "SELECT count(*) FROM slime.repair", row -> row.getLong(1)))
                        == 0;
    }

    private List<Finding> check() {
        List<Finding> found = new ArrayList<>();
        new Fsck(metadata, survivor.cluster())
                .run(new FsckRequest(Optional.empty(), true, false, Optional.empty()), new FsckListener() {
                    @Override
                    public void found(Finding finding) {
                        found.add(finding);
                    }

                    @Override
                    public void progress(String cursor, long extents) {}
                });
        return found;
    }

    private static byte[] put(CoreForTests core, byte[] data) {
        core.put(PATH, data);
        return data;
    }

    private MemoryStore store(UUID uuid) {
        return stores.stream()
                .filter(store -> store.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private Content content(CoreForTests core) {
        return core.objects().head(PATH).content();
    }

    private Placement placement(CoreForTests core) {
        ExtentRow extent = content(core).layout() instanceof Layout.One(ExtentRow one)
                ? one
                : metadata.extents().extents(content(core).id(), 0, 1).getFirst();
        return metadata.placements().find(extent.placement()).orElseThrow();
    }

    private static Stores stores(CoreForTests core) {
        return Stores.of(core.cluster(), core.placements());
    }

    private static Freeze freeze(CoreForTests core) {
        return new Freeze(core.metadata().freezes(), core.metadata().epochs(), stores(core));
    }

    /** Works on the thread that calls. */
    private static Crew crew() {
        return new Crew(new Throttle(new Foreground(System::nanoTime), System::nanoTime), Runnable::run);
    }
}
