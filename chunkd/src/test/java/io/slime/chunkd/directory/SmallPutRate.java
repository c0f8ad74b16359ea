package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.description;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures durable PUTs of small chunks into one store: {@code main(directory, bytes, writers, seconds)}. Prints PUTs a
 * second and CPU time a PUT, then the same for reads.
 */
final class SmallPutRate {
    private SmallPutRate() {}

    public static void main(String[] args) throws Exception {
        Path parent = Path.of(args[0]);
        int size = Integer.parseInt(args[1]);
        int writers = Integer.parseInt(args[2]);
        long seconds = Long.parseLong(args[3]);
        Path directory = Files.createTempDirectory(parent, "rate").resolve("store");
        StoreDirectory.format(directory);
        UUID epoch = UUID.randomUUID();
        AtomicLong next = new AtomicLong();
        byte[] data = bytes(1, size);
        try (DirectoryStore store =
                DirectoryStore.open(directory, StoreOptions.defaults().withReserve(0))) {
            measure(
                    "warm-up PUT",
                    writers,
                    seconds,
                    () -> put(store, new ChunkId(epoch, next.getAndIncrement(), 0, 0), data));
            measure("PUT", writers, seconds, () -> put(store, new ChunkId(epoch, next.getAndIncrement(), 0, 0), data));
            long count = next.get();
            AtomicLong at = new AtomicLong();
            measure("GET", writers, seconds, () -> {
                long number = at.incrementAndGet() * 7919 % count;
                store.read(new ChunkId(epoch, number, 0, 0), 0, size, new byte[size], 0);
            });
        }
        long start = System.nanoTime();
        DirectoryStore.open(directory, StoreOptions.defaults().withReserve(0)).close();
        System.out.printf("reopened in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }

    private static void put(ChunkStore store, ChunkId id, byte[] data) {
        try (ChunkWriter writer = store.create(id, data.length, 1)) {
            writer.write(data, 0, data.length);
            writer.finish(description(1));
        }
    }

    private static void measure(String what, int threads, long seconds, Runnable one) throws Exception {
        long cpu = cpu();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        AtomicLong done = new AtomicLong();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    while (System.nanoTime() < end) {
                        one.run();
                        done.incrementAndGet();
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %.0f/s, %.1f µs CPU each%n",
                what, done.get() / elapsed, (cpu() - cpu) / 1e3 / Math.max(1, done.get()));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
