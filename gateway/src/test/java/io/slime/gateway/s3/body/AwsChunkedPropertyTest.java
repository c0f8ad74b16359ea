package io.slime.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random contents in random framing, coming in odd pieces and read in odd pieces; and with one byte of it changed. */
class AwsChunkedPropertyTest {
    private static final long SEED = Long.getLong("slime.seed", 20260118L);
    private static final String START = "00".repeat(32);

    /** Gives at most a few bytes a read. */
    private static InputStream odd(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1 + random.nextInt(9000)));
            }
        };
    }

    private static byte[] readOddly(ContentStream stream, int length, Random random) throws IOException {
        byte[] content = new byte[length];
        int at = 0;
        while (at < length) {
            int n = stream.read(content, at, Math.min(length - at, 1 + random.nextInt(20_000)));
            assertThat(n).isPositive();
            at += n;
        }
        return content;
    }

    @Test
    void givesBackWhatWasFramed() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            byte[] content = new byte[random.nextInt(200_000)];
            random.nextBytes(content);
            int chunk = 1 + random.nextInt(70_000);
            String length = Integer.toString(content.length);
            boolean signed = random.nextBoolean();
            HttpHeaders headers = HttpHeaders.of("x-amz-decoded-content-length", length);
            Identity identity = signed ? Framed.signed(false, START) : Framed.plain(new PayloadMode.UnsignedChunks());
            byte[] raw = signed ? Framed.signed(content, chunk, START, "") : Framed.unsigned(content, chunk, "");
            try (ContentStream stream = ContentCheck.of(headers, identity).open(odd(raw, random))) {
                assertThat(readOddly(stream, content.length, random))
                        .as("seed %d round %d", SEED, round)
                        .isEqualTo(content);
                assertThat(stream.finish().length()).isEqualTo(content.length);
            }
        }
    }

    @Test
    void refusesASignedBodyWithAnyByteChanged() {
        Random random = new Random(SEED);
        byte[] content = new byte[300];
        random.nextBytes(content);
        byte[] raw = Framed.signed(content, 100, START, "");
        ContentCheck check =
                ContentCheck.of(HttpHeaders.of("x-amz-decoded-content-length", "300"), Framed.signed(false, START));
        assertThat(Framed.take(check, raw).content()).isEqualTo(content);
        for (int at = 0; at < raw.length; at++) {
            byte[] changed = raw.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> Framed.take(check, changed))
                    .as("seed %d byte %d", SEED, at)
                    .isInstanceOf(S3Exception.class);
        }
    }
}
