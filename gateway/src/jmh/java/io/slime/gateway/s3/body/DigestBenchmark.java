package io.slime.gateway.s3.body;
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

/** What a core takes to digest 1 MiB, in µs: 1,048,576 / score is MB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DigestBenchmark {
    /** As S3 names them. */
    @Param({"MD5", "SHA256", "SHA1", "CRC32C", "CRC64NVME", "XXHASH3"})
    public ChecksumAlgorithm algorithm = ChecksumAlgorithm.MD5;

    private final byte[] data = new byte[1 << 20];

    /** Makes noise. */
    @Setup
    public void fill() {
        new Random(1).nextBytes(data);
    }

    /** All of it. */
    @Benchmark
    public byte[] digest() {
        Digest digest = algorithm.newDigest();
        digest.update(data, 0, data.length);
        return digest.value();
    }
}
