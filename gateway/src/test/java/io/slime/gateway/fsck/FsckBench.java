package io.slime.gateway.fsck;

import io.slime.gateway.durability.Durability;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.testing.ClusterForTests;
import io.slime.metadata.transaction.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Measures the check and the durability report: {@code FsckBench OBJECTS ROWS DIRECTORY} writes so many objects of 1 KiB to three
 * stores, then adds so many rows of metadata without chunks.
 */
final class FsckBench {
    private static final int AT_ONCE = 64;

    private FsckBench() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        int objects = Integer.parseInt(args[0]);
        int rows = Integer.parseInt(args[1]);
        Path directory = Files.createDirectories(Path.of(args[2]));
        try (ClusterForTests cluster = ClusterForTests.open(directory)) {
            timed("put " + objects + " objects", () -> load(cluster, objects));
            timed("fold", () -> cluster.metadata().tallies().fold());
            report(cluster);
            check(cluster, new FsckRequest(Optional.empty(), false, false, Optional.empty()));
            check(cluster, new FsckRequest(Optional.empty(), true, false, Optional.empty()));
            check(cluster, new FsckRequest(Optional.of("bench/"), false, false, Optional.empty()));
            timed("add " + rows + " rows", () -> rows(cluster, rows));
            timed("fold", () -> cluster.metadata().tallies().fold());
            report(cluster);
            timed("census by scan", () -> cluster.metadata().extents().census(Integer.MAX_VALUE));
        }
    }

    private static void load(ClusterForTests cluster, int objects) {
        Semaphore room = new Semaphore(AT_ONCE);
        byte[] bytes = new byte[1024];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < objects; i++) {
                String path = "bench/" + i;
                room.acquireUninterruptibly();
                threads.execute(() -> {
                    try (ObjectWriter writer = cluster.objects()
                            .put(new PutRequest(path, Optional.empty(), bytes.length, Preconditions.NONE))) {
                        writer.write(bytes, 0, bytes.length);
                        writer.publish(new Description(
                                "etag",
                                Optional.empty(),
                                Map.of(),
                                Map.of(),
                                Checksums.NONE,
                                Description.STANDARD,
                                "",
                                false));
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }

    private static void rows(ClusterForTests cluster, int rows) {
        cluster.metadata().transactions().lengthy(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO slime.content (epoch, number, size, kind, placement, cell, crc32c) SELECT "
                            + "'00000000-0000-7000-8000-000000000000', n, 1024, 1, (SELECT min(id) FROM slime.placement), "
                            + "4096, 0 FROM generate_series(1, ?) n",
                    rows);
            return Sql.update(
                    connection,
                    "INSERT INTO slime.object (path, version_order, next_order, version_id, modified, delete_marker, "
                            + "content_epoch, content_number, size, etag) SELECT 'rows/' || n, 1, 2, 'null', now(), false, "
                            + "'00000000-0000-7000-8000-000000000000', n, 1024, 'e' FROM generate_series(1, ?) n",
                    rows);
        });
    }

    private static void report(ClusterForTests cluster) {
        Durability durability = new Durability(cluster.metadata(), InstantSource.system());
        for (int i = 0; i < 3; i++) {
            timed("durability report", () -> {
                DurabilityReport report = durability.reportNow(cluster.cluster().views());
                report.losingStore();
                report.losingDomain();
                return report.all() + " " + report.spare();
            });
        }
    }

    private static void check(ClusterForTests cluster, FsckRequest request) {
        timed(
                "fsck " + request,
                () -> new Fsck(cluster.metadata(), cluster.cluster(), Duration.ZERO).run(request, new FsckListener() {
                    @Override
                    public void found(Finding finding) {
                        System.out.println(finding);
                    }

                    @Override
                    public void progress(String cursor, long extents) {}
                }));
    }

    private static void timed(String what, Runnable work) {
        timed(what, () -> {
            work.run();
            return List.of();
        });
    }

    private static void timed(String what, java.util.function.Supplier<Object> work) {
        long begin = System.nanoTime();
        Object result = work.get();
        System.out.printf(
                Locale.ROOT, "%-60s %8.3f s  %s%n", what, (System.nanoTime() - begin) / 1e9, String.valueOf(result));
    }
}
