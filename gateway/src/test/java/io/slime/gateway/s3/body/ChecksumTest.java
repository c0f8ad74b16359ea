package io.slime.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.object.Crc64Nvme;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final byte[] NINE = Framed.bytes("123456789");
    private static final long SEED = Long.getLong("slime.seed", 20260118L);

    private static Checksum of(ChecksumAlgorithm algorithm, byte[] data, int from, int to) {
        Digest digest = algorithm.newDigest();
        digest.update(data, from, to - from);
        return Checksum.of(algorithm, digest.value());
    }

    private static long slow64(byte[] data, int from, int to) {
        long crc = -1;
        for (int i = from; i < to; i++) {
            crc ^= data[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
            }
        }
        return ~crc;
    }

    @Test
    void agreesWithTheCheckValuesOfTheCatalogue() {
        assertThat(of(ChecksumAlgorithm.CRC32, NINE, 0, 9).bits()).isEqualTo(0xCBF43926L);
        assertThat(of(ChecksumAlgorithm.CRC32C, NINE, 0, 9).bits()).isEqualTo(0xE3069283L);
        assertThat(of(ChecksumAlgorithm.CRC64NVME, NINE, 0, 9).bits()).isEqualTo(0xAE8B14860A799888L);
    }

    /** The values that the AWS Common Runtime gives (its class XXHash), read off once. */
    @Test
    void agreesWithTheHashesThatTheSdkSends() {
        byte[] many = "a".repeat(5000).getBytes(StandardCharsets.UTF_8);
        assertThat(hex(ChecksumAlgorithm.XXHASH64, NINE)).isEqualTo("8cb841db40e6ae83");
        assertThat(hex(ChecksumAlgorithm.XXHASH64, many)).isEqualTo("b2b67943d4803cd6");
        assertThat(hex(ChecksumAlgorithm.XXHASH3, NINE)).isEqualTo("72dcb18b67a17dff");
        assertThat(hex(ChecksumAlgorithm.XXHASH3, many)).isEqualTo("86bab6aca5d8f5e9");
        assertThat(hex(ChecksumAlgorithm.XXHASH3, new byte[0])).isEqualTo("2d06800538d394c2");
        assertThat(hex(ChecksumAlgorithm.XXHASH128, NINE)).isEqualTo("33119477ede5dcd5e9716427681d5860");
        assertThat(hex(ChecksumAlgorithm.XXHASH128, many)).isEqualTo("7f707e18d1f47e4b86bab6aca5d8f5e9");
    }

    private static String hex(ChecksumAlgorithm algorithm, byte[] data) {
        Digest digest = algorithm.newDigest();
        digest.update(data, 0, data.length / 3);
        digest.update(data, data.length / 3, data.length - data.length / 3);
        return HexFormat.of().formatHex(digest.value());
    }

    @Test
    void computesCrc64BySlicesAsBitByBit() {
        Random random = new Random(SEED);
        byte[] data = new byte[4096];
        random.nextBytes(data);
        for (int round = 0; round < 500; round++) {
            int from = random.nextInt(100);
            int to = from + random.nextInt(data.length - from);
            Crc64Nvme crc = new Crc64Nvme();
            int middle = from + (to == from ? 0 : random.nextInt(to - from));
            crc.update(data, from, middle - from);
            crc.update(data, middle, to - middle);
            assertThat(crc.getValue()).as("seed %d round %d", SEED, round).isEqualTo(slow64(data, from, to));
            Crc64Nvme single = new Crc64Nvme();
            for (int i = from; i < to; i++) {
                single.update(data[i]);
            }
            assertThat(single.getValue()).isEqualTo(crc.getValue());
        }
    }

    @Test
    void combinesTheChecksumsOfParts() {
        Random random = new Random(SEED);
        byte[] data = new byte[100_000];
        random.nextBytes(data);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            if (!algorithm.combines()) {
                Checksum any = of(algorithm, data, 0, 1);
                assertThatThrownBy(() -> algorithm.combine(any, any, 1)).isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            for (int cut : new int[] {0, 1, 77, 65_536, 99_999, 100_000}) {
                Checksum whole = algorithm.combine(
                        of(algorithm, data, 0, cut), of(algorithm, data, cut, data.length), data.length - cut);
                assertThat(whole)
                        .as("seed %d %s cut at %d", SEED, algorithm, cut)
                        .isEqualTo(of(algorithm, data, 0, data.length));
            }
        }
    }

    @Test
    void combinesOverLengthsThatNoArrayHas() {
        // zeros: (A, 2^40 zeros) is ((A, 2^39 zeros), 2^39 zeros)
        for (CrcCombination crc : CrcCombination.values()) {
            long half = crc.combine(0, 0, 1L << 39);
            assertThat(half).isZero();
            long once = crc.combine(0x1234567, 0, 1L << 40);
            assertThat(crc.combine(crc.combine(0x1234567, 0, 1L << 39), 0, 1L << 39))
                    .isEqualTo(once);
        }
    }

    @Test
    void makesTheChecksumOfChecksums() {
        Checksum a = of(ChecksumAlgorithm.SHA256, NINE, 0, 4);
        Checksum b = of(ChecksumAlgorithm.SHA256, NINE, 4, 9);
        byte[] both = Arrays.copyOf(a.value(), 64);
        System.arraycopy(b.value(), 0, both, 32, 32);
        Checksum.Composite composite = Checksum.composite(ChecksumAlgorithm.SHA256, List.of(a, b));
        assertThat(composite.wire())
                .isEqualTo(of(ChecksumAlgorithm.SHA256, both, 0, 64).base64() + "-2");
        assertThatThrownBy(() -> Checksum.composite(ChecksumAlgorithm.CRC32, List.of(a)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
