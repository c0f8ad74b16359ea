package io.slime.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class BodyDigestsTest {
    @Test
    void bothWaysGiveTheDigestsOfTheBody() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int length : new int[] {0, 1, BodyDigests.BUFFER_BYTES, 3_000_001}) {
                byte[] body = new byte[length];
                new Random(length).nextBytes(body);
                BodyDigests.Values expected = new BodyDigests.Values(hex("SHA-256", body), hex("MD5", body));
                assertThat(digested(body, BodyDigests.of(0, threads))).isEqualTo(expected);
                assertThat(digested(body, BodyDigests.of(-1, threads))).isEqualTo(expected);
            }
        }
    }

    /** Closing the executor waits for every thread, so it would hang if one were left. */
    @Test
    void aBodyGivenUpLeavesNothingRunning() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                BodyDigests digests = BodyDigests.of(-1, threads)) {
            digests.take(digests.lease(), 1000);
            assertThat(digests).isInstanceOf(BodyDigests.Staged.class);
        }
    }

    private static BodyDigests.Values digested(byte[] body, BodyDigests digests) {
        try (digests) {
            for (int at = 0; at < body.length; ) {
                byte[] buffer = digests.lease();
                int n = Math.min(buffer.length, body.length - at);
                System.arraycopy(body, at, buffer, 0, n);
                digests.take(buffer, n);
                at += n;
            }
            return digests.finish();
        }
    }

    private static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
