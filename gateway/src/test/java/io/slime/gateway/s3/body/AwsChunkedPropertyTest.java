package io.slime.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.testing.Mangler;
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

    /** No body is read but as it was framed: whatever else comes of one is a refusal, and a whole content is never another one. */
    @Test
    void neverFailsInAnotherWay() {
        Mangler mangler = new Mangler(Mangler.seed());
        byte[] content = new byte[300];
        mangler.random().nextBytes(content);
        String crc = "x-amz-checksum-crc32:" + crc32(content);
        HttpHeaders headers =
                HttpHeaders.of("x-amz-decoded-content-length", "300", "x-amz-trailer", "x-amz-checksum-crc32");
        ContentCheck signed = ContentCheck.of(headers, Framed.signed(true, START));
        ContentCheck unsigned = ContentCheck.of(headers, Framed.plain(new PayloadMode.UnsignedChunks()));
        byte[] signedRaw = Framed.signed(content, 100, START, crc);
        byte[] unsignedRaw = Framed.unsigned(content, 100, crc + "\r\n");
        assertThat(Framed.take(signed, signedRaw).content()).isEqualTo(content);
        for (int round = 0; round < Mangler.rounds(5_000); round++) {
            boolean sign = mangler.random().nextBoolean();
            byte[] raw = mangler.mangle(sign ? signedRaw : unsignedRaw);
            try {
                assertThat(Framed.take(sign ? signed : unsigned, raw).content())
                        .as("seed %d round %d", Mangler.seed(), round)
                        .isEqualTo(content);
            } catch (S3Exception e) {
                assertThat(e.status())
                        .as("seed %d round %d", Mangler.seed(), round)
                        .isBetween(400, 403);
            }
        }
    }

    private static String crc32(byte[] content) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(content);
        byte[] value =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return java.util.Base64.getEncoder().encodeToString(value);
    }
}
