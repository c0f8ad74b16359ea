package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Crowd;
import io.slime.compat.fixture.Noise;
import io.slime.compat.fixture.Parallel;
import io.slime.compat.fixture.SampleData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * More at once than a small heap could hold if each got what it asks for. {@code -Dslime.test.heap=512m -Dslime.test.uploads=32
 * -Dslime.test.mib=512 -Dslime.test.crowd=20000} make it a large test.
 */
final class ManyAtOnceIT {
    private static final long MIB = 1 << 20;
    private static final String HEAP = System.getProperty("slime.test.heap", "256m");
    private static final int UPLOADS = Integer.getInteger("slime.test.uploads", 8);
    private static final long BYTES = Integer.getInteger("slime.test.mib", 64) * MIB;
    private static final int CROWD = Integer.getInteger("slime.test.crowd", 2_000);
    private static AllInOne server = AllInOne.start(Map.of("SLIME_JAVA_OPTS", "-Xmx" + HEAP));
    private static S3Client s3 = Clients.sync(server.endpoint());
    private static S3Presigner presigner = Clients.presigner(server.endpoint());
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(s3, ManyAtOnceIT.class);
        s3.putObject(p -> p.bucket(bucket).key("small"), RequestBody.fromString("small"));
        s3.putObject(p -> p.bucket(bucket).key("read"), RequestBody.fromBytes(SampleData.bytes(4, 3 << 20)));
    }

    @AfterAll
    static void stop() {
        presigner.close();
        s3.close();
        server.close();
    }

    /** Whatever was refused: afterwards it serves as before, and never ran out of memory. */
    @AfterEach
    void itIsWell() {
        byte[] bytes = SampleData.bytes(3, 3 << 20);
        s3.putObject(p -> p.bucket(bucket).key("well"), RequestBody.fromBytes(bytes));
        assertThat(s3.getObjectAsBytes(g -> g.bucket(bucket).key("well")).asByteArray())
                .isEqualTo(bytes);
        assertThat(server.process().output()).doesNotContain("OutOfMemory").doesNotContain(" ERROR ");
    }

    @Test
    void largeUploadsTogetherFitInASmallHeap() {
        Parallel.together(UPLOADS, i -> {
            String key = "large-" + i;
            if (i % 2 == 0) {
                put(key, i);
            } else {
                putInParts(key, i);
            }
            return key;
        });
        report();
        Parallel.together(UPLOADS, i -> {
            try (InputStream got = s3.getObject(g -> g.bucket(bucket).key("large-" + i))) {
                assertThat(new Noise(i, BYTES).isAllOf(got)).isTrue();
                return i;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        report();
    }

    /** Each sends as much as fills its memory, and then nothing; only some of them are admitted. */
    @Test
    void uploadsThatStallAreRefusedRatherThanThatMemoryRunsOut() throws IOException {
        try (Crowd crowd = new Crowd(server.endpoint().s3())) {
            for (int i = 0; i < Math.min(CROWD, 400); i++) {
                crowd.add(putUrl("stalled-" + i), 64 * MIB, 4 * MIB);
            }
            crowd.push(Duration.ofSeconds(60), () -> crowd.answered() >= 200);
            assertThat(crowd.statuses()).containsOnlyKeys(503);
            othersAreServed();
        }
        report();
    }

    /** Connections that say nothing, half a head, half a body, or a whole request. */
    @Test
    void connectionsByTheThousandLeaveItServing() throws IOException {
        String half = "GET /" + bucket + "/read HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(5000);
        try (Crowd crowd = new Crowd(server.endpoint().s3())) {
            for (int i = 0; i < CROWD; i++) {
                switch (i % 4) {
                    case 0 -> crowd.add("");
                    case 1 -> crowd.add(half);
                    case 2 -> crowd.add(putUrl("slow-" + i), 2 * MIB, MIB);
                    default -> crowd.add(getUrl("small"), 0, 0);
                }
            }
            crowd.push(Duration.ofSeconds(90), () -> crowd.answered() >= CROWD / 4);
            assertThat(crowd.statuses().keySet()).isSubsetOf(200, 503);
            System.out.println("answers: " + crowd.statuses() + ", dropped: " + crowd.dropped());
            othersAreServed();
        }
        report();
    }

    private static void othersAreServed() {
        assertThat(s3.getObjectAsBytes(g -> g.bucket(bucket).key("read")).asByteArray())
                .isEqualTo(SampleData.bytes(4, 3 << 20));
        s3.putObject(p -> p.bucket(bucket).key("small"), RequestBody.fromString("small"));
    }

    private static URI putUrl(String key) {
        return uri(presigner.presignPutObject(p -> p.signatureDuration(Duration.ofHours(1))
                .putObjectRequest(r -> r.bucket(bucket).key(key))));
    }

    private static URI getUrl(String key) {
        return uri(presigner.presignGetObject(p -> p.signatureDuration(Duration.ofHours(1))
                .getObjectRequest(r -> r.bucket(bucket).key(key))));
    }

    private static URI uri(PresignedRequest request) {
        return URI.create(request.url().toString());
    }

    private static void put(String key, int seed) {
        s3.putObject(
                p -> p.bucket(bucket).key(key),
                RequestBody.fromContentProvider(() -> new Noise(seed, BYTES), BYTES, "application/octet-stream"));
    }

    private static void putInParts(String key, int seed) {
        String upload = s3.createMultipartUpload(c -> c.bucket(bucket).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        long size = BYTES / 4;
        for (int i = 0; i < 4; i++) {
            int number = i + 1;
            long from = i * size;
            RequestBody body = RequestBody.fromContentProvider(
                    () -> new Noise(seed, BYTES).from(from, size), size, "application/octet-stream");
            var answer = s3.uploadPart(
                    u -> u.bucket(bucket).key(key).uploadId(upload).partNumber(number), body);
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(answer.eTag())
                    .checksumCRC32(answer.checksumCRC32())
                    .build());
        }
        s3.completeMultipartUpload(
                c -> c.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }

    /** For the log: the most memory that the process had. */
    private static void report() {
        try (var lines =
                Files.lines(Path.of("/proc", Long.toString(server.process().pid()), "status"))) {
            System.out.println("server: "
                    + lines.filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
