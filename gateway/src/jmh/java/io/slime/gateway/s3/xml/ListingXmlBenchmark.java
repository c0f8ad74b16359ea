package io.slime.gateway.s3.xml;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a core takes to write the document of a page of 1,000 keys, in µs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ListingXmlBenchmark {
    private final String[] keys = new String[1000];
    private final Instant modified = Instant.parse("2026-01-02T03:04:05.678Z");

    /** Makes keys. */
    @Setup
    public void name() {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "some/prefix/of/keys/object-" + i + (i % 50 == 0 ? " & <co>" : ".bin");
        }
    }

    /** All of it, as ListObjectsV2 has it. */
    @Benchmark
    public byte[] page() {
        XmlWriter xml = XmlWriter.of("ListBucketResult").text("Name", "bucket").text("Prefix", "");
        for (String key : keys) {
            xml.open("Contents")
                    .text("Key", key)
                    .time("LastModified", modified)
                    .etag("d41d8cd98f00b204e9800998ecf8427e")
                    .text("ChecksumAlgorithm", "CRC64NVME")
                    .text("ChecksumType", "FULL_OBJECT")
                    .number("Size", 4096)
                    .text("StorageClass", "STANDARD")
                    .close();
        }
        return xml.close().bytes();
    }
}
