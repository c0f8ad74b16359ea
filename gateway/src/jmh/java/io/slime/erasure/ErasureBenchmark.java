package io.slime.erasure;

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

/**
 * How many bytes of data a core codes. The score is stripes a millisecond: times need × cell bytes it is data a millisecond, so
 * for 4/6 with cells of 64 KiB 30.5 is 8 GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ErasureBenchmark {
    /** need/total@KiB of a cell. */
    @Param({"4/6@64", "2/3@1024", "10/14@64"})
    public String shape = "";

    private ErasureCode code = ErasureCode.of(new Redundancy(1, 1));
    private byte[][] cells = {};
    private boolean[] present = {};
    private boolean[] wanted = {};
    private int cell;

    /** Fills the data cells with noise and the parity cells with their parity; data cell 0 is the one that is lost. */
    @Setup
    public void fill() {
        String[] parts = shape.split("@", 2);
        Redundancy redundancy = Redundancy.parse(parts[0]);
        cell = Integer.parseInt(parts[1]) * 1024;
        code = ErasureCode.of(redundancy);
        cells = new byte[redundancy.total()][cell];
        Random random = new Random(1);
        for (byte[] bytes : cells) {
            random.nextBytes(bytes);
        }
        present = new boolean[redundancy.total()];
        wanted = new boolean[redundancy.total()];
        for (int i = 1; i < present.length; i++) {
            present[i] = true;
        }
        wanted[0] = true;
        code.encode(cells, 0, cell);
    }

    /** All parity cells of a stripe. */
    @Benchmark
    public byte[][] encode() {
        code.encode(cells, 0, cell);
        return cells;
    }

    /** One lost data cell of a stripe, from the other data cells and the first parity cell. */
    @Benchmark
    public byte[][] reconstructOne() {
        code.reconstruct(cells, present, wanted, 0, cell);
        return cells;
    }
}
