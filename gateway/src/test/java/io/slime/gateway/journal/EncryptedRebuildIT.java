package io.slime.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.Completion;
import io.slime.gateway.multipart.NewUpload;
import io.slime.gateway.multipart.PartRequest;
import io.slime.gateway.multipart.PartWriter;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.CopyRequest;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Preconditions;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.foreign.ForeignContent.State;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Encrypted objects come back with what brings plain ones back, and nothing but their key opens them. */
final class EncryptedRebuildIT {
    private static final CustomerKey MINE = new CustomerKey(World.bytes(1, 32));
    private static final Encryption CUSTOMER = new Encryption.Customer(MINE);

    private final List<MemoryStore> stores =
            IntStream.range(0, 3).mapToObj(i -> new MemoryStore()).toList();
    private final Map<String, byte[]> all = new TreeMap<>();

    private void put(World world, String path, int length, Encryption encryption) {
        byte[] bytes = World.bytes(path.hashCode(), length);
        world.put(path, bytes, encryption);
        all.put(path, bytes);
    }

    private void assertAllReadable(World world) {
        all.forEach((path, bytes) -> assertThat(
                        world.read(path, path.contains("mine") ? Optional.of(MINE) : Optional.empty()))
                .as(path)
                .isEqualTo(bytes));
    }

    private static Journal journal(World world) {
        return new Journal(world.metadata, world.stores, world.freeze, () -> World.REDUNDANCY, world.threads);
    }

    private Map<ChunkStore, String> urls() {
        Map<ChunkStore, String> urls = new LinkedHashMap<>();
        stores.forEach(store -> urls.put(store, "local:"));
        return urls;
    }

    private static Upload begin(World world, String path, Encryption encryption) {
        return world.uploads.create(
                new NewUpload(
                        path,
                        "b",
                        World.OWNER,
                        Map.of(),
                        Map.of(),
                        Description.STANDARD,
                        Optional.empty(),
                        Optional.empty()),
                encryption);
    }

    private static void part(World world, Upload upload, int number, byte[] bytes, Optional<CustomerKey> key) {
        try (PartWriter writer =
                world.uploads.part(new PartRequest(upload.uploadId(), upload.path(), number, bytes.length), key)) {
            writer.write(bytes, 0, bytes.length);
            writer.publish(Integer.toString(number).repeat(32), Checksums.NONE);
        }
    }

    private static void complete(World world, Upload upload) {
        List<Completion.NamedPart> parts =
                world.uploads.listParts(upload.uploadId(), upload.path(), 0, 10).parts().stream()
                        .map(part -> new Completion.NamedPart(part.number(), part.etag(), Map.of()))
                        .toList();
        world.uploads.complete(new Completion(
                upload.uploadId(), upload.path(), parts, Preconditions.NONE, (completed, chosen) -> Checksums.NONE));
    }

    private void multipart(World world, String path, Encryption encryption) {
        Upload upload = begin(world, path, encryption);
        byte[] whole = World.bytes(path.hashCode(), (5 << 20) + 1001);
        part(world, upload, 1, Arrays.copyOf(whole, 5 << 20), encryption.customerKey());
        part(world, upload, 2, Arrays.copyOfRange(whole, 5 << 20, whole.length), encryption.customerKey());
        complete(world, upload);
        all.put(path, whole);
    }

    @Test
    void theStoresAloneBringThemBack() throws IOException {
        try (World world = World.fresh(stores)) {
            Journal journal = journal(world);
            put(world, "b/server", 250_001, Encryption.server());
            put(world, "b/mine", 250_002, CUSTOMER);
            put(world, "b/small", 17, Encryption.server());
            put(world, "b/nothing", 0, Encryption.server());
            assertThat(journal.writeFullIfDue(JournalIT::always)).isTrue();
            multipart(world, "b/parts", Encryption.server());
            multipart(world, "b/mine-in-parts", CUSTOMER);
            ObjectVersion source = world.objects.head("b/server");
            world.objects.copy(
                    new CopyRequest(source, "b/copy", Optional.empty(), source.description(), Preconditions.NONE));
            all.put("b/copy", all.getOrDefault("b/server", new byte[0]));
            assertThat(journal.writeChanges(JournalIT::always)).isTrue();
            world.laterEra();
            put(world, "b/late", 150_000, Encryption.server());
            put(world, "b/mine-late", 150_001, CUSTOMER);
            world.kill();
        }
        MetadataUrl fresh = PostgresForTests.freshDatabase();
        Rebuild.Report report = new Rebuild(MetadataConfig.of(fresh), urls()).run();
        assertThat(report.accepted().orElseThrow().count(State.ADOPTED).contents())
                .isEqualTo(2);
        try (World world = new World(fresh, stores)) {
            world.cleanUp();
            assertAllReadable(world);
            assertThat(scheme(world, "b/late")).contains(ContentKey.Scheme.SERVER);
            assertThat(scheme(world, "b/mine-late")).contains(ContentKey.Scheme.CUSTOMER);
            assertThat(world.objects.head("b/late").description().etag())
                    .as("the MD5 of the ciphertext does not pass for one")
                    .matches("[0-9a-f]{32}-1");
            assertThatThrownBy(() -> world.read("b/mine-late")).isInstanceOf(StorageException.Refused.class);
        }
        try (World world = new World(fresh, stores, World.bytes(9, 32))) {
            assertThatThrownBy(() -> world.read("b/parts"))
                    .as("another master key")
                    .isInstanceOf(StorageException.Unreadable.class)
                    .hasMessageContaining("master key");
            assertThat(world.read("b/mine-in-parts", Optional.of(MINE)))
                    .as("needs no master key")
                    .isEqualTo(all.get("b/mine-in-parts"));
        }
    }

    private static Optional<ContentKey.Scheme> scheme(World world, String path) {
        return world.objects.head(path).content().key().map(ContentKey::scheme);
    }

    @Test
    void aBackupBringsThemBackAndTheStoresWhatCameAfterIt() throws IOException {
        byte[] backup;
        Upload upload;
        byte[] whole = World.bytes(3, (5 << 20) + 777);
        try (World world = World.fresh(stores)) {
            put(world, "b/server", 250_001, Encryption.server());
            multipart(world, "b/mine-in-parts", CUSTOMER);
            upload = begin(world, "b/mine-open", CUSTOMER);
            part(world, upload, 1, Arrays.copyOf(whole, 5 << 20), Optional.of(MINE));
            backup = world.backup();
            world.laterEra();
            part(world, upload, 2, Arrays.copyOfRange(whole, 5 << 20, whole.length), Optional.of(MINE));
            put(world, "b/later", 120_000, Encryption.server());
        }
        try (World world = new World(World.restored(backup), stores)) {
            AcceptReport done = world.acceptance().run(Acceptance.Mode.ADOPT);
            assertThat(done.count(State.ADOPTED).contents()).isEqualTo(2);
            complete(world, upload);
            all.put("b/mine-open", whole);
            world.freeze.check();
            world.cleanUp();
            assertAllReadable(world);
        }
    }

    @Test
    void aKeyThatIsWrittenInAnotherWayIsNotGuessed() throws IOException {
        assertThat(WrittenFor.key(told("upload/3@17"))).isEmpty();
        assertThat(WrittenFor.key(told("~AAAA@17"))).contains(new ContentKey(ContentKey.Scheme.SERVER, "000000"));
        assertThat(WrittenFor.key(told("upload/3!AAAA")))
                .contains(new ContentKey(ContentKey.Scheme.CUSTOMER, "000000"));
        assertThatThrownBy(() -> WrittenFor.key(told("~a.b@17"))).isInstanceOf(IOException.class);
    }

    private static ChunkDescription told(String version) {
        return new ChunkDescription(2, 3, 4096, 1, 0, true, 0, "path", version);
    }
}
