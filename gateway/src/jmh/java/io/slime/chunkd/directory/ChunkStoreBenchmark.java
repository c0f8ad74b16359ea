package io.slime.chunkd.directory;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.testing.Chunks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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

/** What one chunk of 4 KiB takes in a store on the disk of the working directory, durable, with 16 at a time, in µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(16)
public class ChunkStoreBenchmark {
    private static final int SIZE = 4096;
    private static final int THERE = 10_000;

    private final UUID epoch = UUID.randomUUID();
    private final AtomicLong next = new AtomicLong();
    private final byte[] data = Chunks.bytes(1, SIZE);
    private Path home = Path.of("");
    private DirectoryStore store;

    /** Makes a store with some chunks. */
    @Setup
    public void open() throws IOException {
        home = Files.createTempDirectory(Path.of("target"), "bench");
        StoreDirectory.format(home.resolve("store"));
        store = DirectoryStore.open(home.resolve("store"), StoreOptions.defaults().withReserve(0));
        for (int i = 0; i < THERE; i++) {
            append();
        }
    }

    /** Deletes it. */
    @TearDown
    public void close() throws IOException {
        store.close();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A chunk more, synced. */
    @Benchmark
    public Object append() {
        return Chunks.put(store, new ChunkId(epoch, next.getAndIncrement(), 0, 0), data);
    }

    /** Any chunk, verified. */
    @Benchmark
    public byte[] read() {
        byte[] into = new byte[SIZE];
        store.read(new ChunkId(epoch, ThreadLocalRandom.current().nextInt(THERE), 0, 0), 0, SIZE, into, 0);
        return into;
    }
}
