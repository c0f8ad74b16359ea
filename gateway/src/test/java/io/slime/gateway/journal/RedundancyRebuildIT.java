package io.slime.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.redundancy.Profiles;
import io.slime.metadata.redundancy.Rewrite;
import io.slime.metadata.redundancy.Scope;
import io.slime.metadata.testing.PostgresForTests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Classes and redundancies of buckets come back with the metadata: from a backup, and from the stores alone. */
final class RedundancyRebuildIT {
    private static final Redundancy STRONG = new Redundancy(1, 3);
    private static final Redundancy OWN = new Redundancy(2, 4);

    private final List<MemoryStore> stores =
            IntStream.range(0, 4).mapToObj(i -> new MemoryStore()).toList();

    private static void put(World world, String path, String storageClass) {
        byte[] bytes = World.bytes(path.hashCode(), 5000);
        PutRequest request = new PutRequest(
                path, Optional.empty(), bytes.length, Preconditions.NONE, Optional.empty(), storageClass);
        try (ObjectWriter writer = world.objects.put(request)) {
            writer.write(bytes, 0, bytes.length);
            writer.publish(new Description(
                    "etag", Optional.empty(), Map.of(), Map.of(), Checksums.NONE, storageClass, World.OWNER, false));
        }
    }

    private static void assertThere(World world, String path, String storageClass, Redundancy coded) {
        assertThat(world.read(path)).isEqualTo(World.bytes(path.hashCode(), 5000));
        assertThat(world.objects.head(path).description().storageClass()).isEqualTo(storageClass);
        assertThat(world.metadata
                        .wishes()
                        .codedAs(world.objects.head(path).content().id(), coded))
                .as(path)
                .isTrue();
    }

    private static void assertAllThere(World world) {
        Profiles profiles = world.metadata.redundancy().profiles(World.REDUNDANCY);
        assertThat(profiles.classes()).isEqualTo(Map.of("STANDARD_IA", STRONG));
        assertThat(profiles.buckets()).isEqualTo(Map.of("b", OWN));
        assertThat(world.metadata.redundancy().rewrites())
                .as("what was to be coded anew still is")
                .extracting(Rewrite::scope)
                .containsExactly(Scope.bucket("b"));
        assertThere(world, "b/class", "STANDARD_IA", STRONG);
        assertThere(world, "b/bucket", "STANDARD", OWN);
        assertThere(world, "native", "STANDARD", World.REDUNDANCY);
    }

    @Test
    void bothWaysBringThemBack() throws Exception {
        byte[] backup;
        try (World world = World.fresh(stores)) {
            world.metadata.redundancy().setClass("STANDARD_IA", STRONG, false);
            world.metadata.redundancy().setBucket("b", Optional.of(OWN), true);
            put(world, "b/class", "STANDARD_IA");
            put(world, "b/bucket", "STANDARD");
            put(world, "native", "STANDARD");
            Journal journal =
                    new Journal(world.metadata, world.stores, world.freeze, () -> World.REDUNDANCY, world.threads);
            assertThat(journal.writeFullIfDue(JournalIT::always)).isTrue();
            backup = world.backup();
            world.metadata.redundancy().setClass("LATE", STRONG, false);
            put(world, "b/later", "STANDARD_IA");
            put(world, "b/latest", "LATE");
            world.kill();
        }
        try (World world = new World(World.restored(backup), stores)) {
            assertAllThere(world);
        }
        MetadataUrl fresh = PostgresForTests.freshDatabase();
        Map<ChunkStore, String> urls = new LinkedHashMap<>();
        stores.forEach(store -> urls.put(store, "local:"));
        new Rebuild(MetadataConfig.of(fresh), urls).run();
        try (World world = new World(fresh, stores)) {
            assertAllThere(world);
            assertThere(world, "b/later", "STANDARD_IA", STRONG);
            assertThere(world, "b/latest", "STANDARD", STRONG);
        }
    }
}
