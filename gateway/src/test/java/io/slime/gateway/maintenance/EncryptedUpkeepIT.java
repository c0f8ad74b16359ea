package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.object.CoreForTests;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.placement.Placement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repair and re-encode of encrypted contents: they work on the ciphertext, with no key. */
final class EncryptedUpkeepIT {
    private static final CustomerKey MINE = new CustomerKey(CoreForTests.bytes(1, 32));

    private final CoreForTests core = new CoreForTests(5);
    private final Metadata metadata = core.metadata();
    private final Stores stores = Stores.of(core.cluster(), core.placements());
    private final Crew crew =
            new Crew(new Throttle(new Foreground(System::nanoTime), System::nanoTime), Thread::startVirtualThread);

    @AfterEach
    void close() {
        core.close();
    }

    private void put(String path, int length, Encryption encryption) {
        byte[] bytes = CoreForTests.bytes(length, length);
        try (ObjectWriter writer = core.objects()
                .put(new PutRequest(
                        path,
                        Optional.of(CoreForTests.BUCKET),
                        length,
                        Preconditions.NONE,
                        Optional.of(encryption),
                        Description.STANDARD))) {
            writer.write(bytes, 0, length);
            writer.publish(CoreForTests.described("etag"));
        }
    }

    private byte[] read(String path, Optional<CustomerKey> key) throws IOException {
        ObjectVersion version = core.objects().head(path);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectReader reader = core.objects().read(version, 0, version.size(), key)) {
            reader.transferTo(out);
        }
        return out.toByteArray();
    }

    @Test
    void whatIsCodedAnewKeepsItsKey() throws IOException {
        put("bucket/server", 250_000, Encryption.server());
        put("bucket/mine", 5000, new Encryption.Customer(MINE));
        ObjectVersion before = core.objects().head("bucket/server");
        Redundancy wanted = new Redundancy(3, 5);
        metadata.redundancy().setCluster(wanted, true);
        Reencode reencode = new Reencode(
                metadata, stores, core.gateway(), crew, new Reencode.Contents(core.readers(), core.writers()));
        for (int pass = 0; pass < 4; pass++) {
            DrainIT.runAll(reencode);
        }
        ObjectVersion now = core.objects().head("bucket/server");
        assertThat(now.content().id()).isNotEqualTo(before.content().id());
        assertThat(now.content().key()).isEqualTo(before.content().key());
        assertThat(read("bucket/server", Optional.empty())).isEqualTo(CoreForTests.bytes(250_000, 250_000));
        assertThat(read("bucket/mine", Optional.of(MINE))).isEqualTo(CoreForTests.bytes(5000, 5000));
        assertThat(describe(now).versionId())
                .as("the chunks tell the key that the old ones told")
                .contains("~");
    }

    private ChunkDescription describe(ObjectVersion version) {
        ExtentRow extent =
                metadata.extents().extents(version.content().id(), 0, 1).getFirst();
        return store(extent, 0).describe(Ids.chunk(version.content().id(), 0, 0));
    }

    private ChunkStore store(ExtentRow extent, int index) {
        Placement placement = metadata.placements().find(extent.placement()).orElseThrow();
        return stores.source(placement.stores().get(index).orElseThrow()).orElseThrow();
    }

    private void delete(ObjectVersion version, ExtentRow extent, int index) {
        assertThat(store(extent, index)
                        .delete(
                                List.of(new ChunkDeletion(
                                        Ids.chunk(version.content().id(), 0, index), ChunkDeletion.ANY_STAMP)),
                                metadata.epochs().era()))
                .isEmpty();
    }

    @Test
    void whatIsRepairedCanBeReadFromTheNewChunks() throws IOException {
        put("bucket/mine", 50_000, new Encryption.Customer(MINE));
        ObjectVersion version = core.objects().head("bucket/mine");
        ExtentRow extent = ((Layout.One) version.content().layout()).extent();
        delete(version, extent, 0);
        metadata.repairs().queue(version.content().id(), 0, List.of(0), 1, "test");
        assertThat(new Repair(metadata, stores, core.gateway(), crew).run()).isTrue();
        delete(version, extent, 1);
        assertThat(read("bucket/mine", Optional.of(MINE))).isEqualTo(CoreForTests.bytes(50_000, 50_000));
    }
}
