package io.slime.gateway.fsck;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.ClusterForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of encrypted objects: of the chunks without a key, of the whole with the gateways'. */
final class EncryptedObjectsIT {
    private static final int LENGTH = 600_001;

    @TempDir
    private Path directory = Path.of("");

    private static byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectVersion put(ClusterForTests cluster, String path, Encryption encryption, String etag) {
        PutRequest request = new PutRequest(
                path, Optional.empty(), LENGTH, Preconditions.NONE, Optional.of(encryption), Description.STANDARD);
        try (ObjectWriter writer = cluster.objects().put(request)) {
            writer.write(bytes(), 0, LENGTH);
            return writer.publish(new Description(
                    etag,
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Checksums.NONE,
                    Description.STANDARD,
                    cluster.root().user().id(),
                    false));
        }
    }

    private static FsckSummary deep(ClusterForTests cluster, boolean repair, List<Finding> found) {
        return new Fsck(cluster.metadata(), cluster.cluster(), Duration.ZERO)
                .run(new FsckRequest(Optional.empty(), true, repair, Optional.empty()), new FsckListener() {
                    @Override
                    public void found(Finding finding) {
                        found.add(finding);
                    }

                    @Override
                    public void progress(String cursor, long extents) {
                        // of no interest here
                    }
                });
    }

    @Test
    void chunksAreCheckedWithoutAKeyAndDigestsWithTheGateways() throws IOException {
        try (ClusterForTests cluster = ClusterForTests.open(directory)) {
            CustomerKey key = new CustomerKey(new byte[CustomerKey.BYTES]);
            ObjectVersion server = put(cluster, "server", Encryption.server(), md5(bytes()));
            ObjectVersion wrong = put(cluster, "wrong", Encryption.server(), "0".repeat(32));
            ObjectVersion mine = put(cluster, "mine", new Encryption.Customer(key), "0".repeat(32));
            List<Finding> found = new ArrayList<>();
            deep(cluster, false, found);
            assertThat(found).isEmpty();
            ObjectCheck check = new ObjectCheck(cluster.metadata(), cluster.cluster(), cluster.objects());
            assertThat(check.digests(server)).hasSize(1).allMatch(WholeDigests.Outcome::right);
            assertThat(check.digests(wrong)).hasSize(1).noneMatch(WholeDigests.Outcome::right);
            assertThat(check.digests(mine))
                    .as("nothing is known of the ciphertext")
                    .isEmpty();

            ChunkStore store = cluster.cluster()
                    .reach(cluster.cluster().views().getFirst().uuid())
                    .orElseThrow();
            ChunkStat chunk = store.list(Optional.empty(), 1).getFirst();
            long era = cluster.metadata().epochs().era();
            store.delete(List.of(new ChunkDeletion(chunk.id(), chunk.stamp())), era);
            deep(cluster, true, found);
            assertThat(found).extracting(Finding::done).containsExactly("queued for repair");
        }
    }
}
