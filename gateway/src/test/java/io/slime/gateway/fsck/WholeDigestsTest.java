package io.slime.gateway.fsck;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectVersion;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.Layout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digests that are compared with what is kept. The values are those of the algorithms' own descriptions. */
final class WholeDigestsTest {
    private static final byte[] NINE = "123456789".getBytes(StandardCharsets.US_ASCII);

    private static ObjectVersion version(String algorithm, String value, Checksums.Type type) {
        return new ObjectVersion(
                "b/k",
                1,
                "null",
                Instant.EPOCH,
                new Content(new ContentId(new UUID(1, 2), 3), 9, new Layout.Empty(), Optional.empty()),
                new Description(
                        "none-1",
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        new Checksums(Map.of(algorithm, value), type),
                        Description.STANDARD,
                        "owner",
                        false),
                0,
                Map.of(),
                ObjectLock.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32,      cbf43926",
        "CRC32C,     e3069283",
        "CRC64NVME,  ae8b14860a799888",
        "SHA1,       f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256,     15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "SHA512,     d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
                + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
        "MD5,        25f9e794323b453885f5181f1b624d0b",
        "XXHASH64,   8cb841db40e6ae83",
        "XXHASH3,    72dcb18b67a17dff",
        "XXHASH128,  33119477ede5dcd5e9716427681d5860",
    })
    void knowEveryAlgorithm(String algorithm, String hex) {
        String value = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        WholeDigests digests = WholeDigests.of(version(algorithm, value, Checksums.Type.FULL_OBJECT));
        digests.update(NINE, NINE.length);
        assertThat(digests.outcomes()).containsExactly(new WholeDigests.Outcome("checksum " + algorithm, value, value));
        assertThat(WholeDigests.of(version(algorithm, value + "-2", Checksums.Type.COMPOSITE))
                        .outcomes())
                .isEmpty();
    }
}
