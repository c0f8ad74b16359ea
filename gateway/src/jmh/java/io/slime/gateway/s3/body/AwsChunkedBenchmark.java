package io.slime.gateway.s3.body;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.header.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a core takes to decode 1 MiB in chunks of aws-chunked framing, as the SDKs send it, and to digest it as a PUT is, in µs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AwsChunkedBenchmark {
    private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

    /** Bytes of a chunk: 64 KiB of the Java SDK, 1 MiB of botocore. */
    @Param({"65536", "1048576"})
    public int chunk;

    private final byte[] data = new byte[1 << 20];
    private final byte[] into = new byte[128 << 10];
    private byte[] unsigned = {};
    private byte[] signed = {};

    /** Frames noise. */
    @Setup
    public void frame() {
        new Random(1).nextBytes(data);
        Digest crc = ChecksumAlgorithm.CRC32.newDigest();
        crc.update(data, 0, data.length);
        String trailer = "x-amz-checksum-crc32:" + Base64.getEncoder().encodeToString(crc.value());
        unsigned = Framed.unsigned(data, chunk, trailer + "\r\n");
        signed = Framed.signed(data, chunk, SEED, trailer);
        if (!Arrays.equals(data, Framed.take(check(false), unsigned).content())) {
            throw new IllegalStateException("it does not come back");
        }
    }

    private static ContentCheck check(boolean withSignatures) {
        return ContentCheck.of(
                HttpHeaders.of(
                        "x-amz-decoded-content-length", Integer.toString(1 << 20), "x-amz-trailer", "x-amz-checksum-crc32"),
                withSignatures ? Framed.signed(true, SEED) : Framed.plain(new PayloadMode.UnsignedChunks()));
    }

    private ContentDigests decode(boolean withSignatures) throws IOException {
        try (ContentStream stream = check(withSignatures).open(new ByteArrayInputStream(withSignatures ? signed : unsigned))) {
            while (stream.read(into, 0, into.length) >= 0) {
                // to its end
            }
            return stream.finish();
        }
    }

    /** STREAMING-UNSIGNED-PAYLOAD-TRAILER. */
    @Benchmark
    public ContentDigests unsignedWithTrailer() throws IOException {
        return decode(false);
    }

    /** STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER. */
    @Benchmark
    public ContentDigests signedWithTrailer() throws IOException {
        return decode(true);
    }
}
