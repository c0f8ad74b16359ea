package io.slime.metadata.publish;
import io.slime.metadata.testing.MetadataForTests;
import java.util.concurrent.atomic.AtomicLong;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What a publish to a real PostgreSQL takes, of 4 KiB in one extent, with 32 that wait for each other in batches, in µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(32)
public class PublishBenchmark {
    private final AtomicLong next = new AtomicLong();
    private MetadataForTests rig;

    /** Starts it. */
    @Setup
    public void open() {
        rig = MetadataForTests.open();
    }

    /** Ends it. */
    @TearDown
    public void close() {
        rig.close();
    }

    /** A new key. */
    @Benchmark
    public PublishResult publish() {
        return rig.publish(rig.put("bench/" + next.getAndIncrement(), rig.content(4096), new Precondition.None()));
    }
}
