package io.slime.metadata.tally;

import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures what the counters of buckets cost a publish: {@code main} alternates rounds with and without their triggers. */
final class BucketTallyRate {
    private static final int ROUNDS = 9;

    private BucketTallyRate() {}

    /** Arguments: writers, publishes of each in a round. */
    public static void main(String[] args) throws Exception {
        int writers = Integer.parseInt(args[0]);
        int each = Integer.parseInt(args[1]);
        try (MetadataForTests database = MetadataForTests.open()) {
            database.metadata().buckets().create("bench", MetadataForTests.OWNER, false, true);
            double[][] micros = new double[2][ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                for (int with = 0; with < 2; with++) {
                    switchTriggers(database, with == 1);
                    double took = round(database, writers, each, round * 2 + with);
                    if (round >= 0) {
                        micros[with][round] = took;
                    }
                }
            }
            for (int with = 0; with < 2; with++) {
                Arrays.sort(micros[with]);
                System.out.printf(
                        "%s: %.0f us a publish (best %.0f, worst %.0f)%n",
                        with == 1 ? "with" : "without",
                        micros[with][ROUNDS / 2],
                        micros[with][0],
                        micros[with][ROUNDS - 1]);
            }
        }
    }

    private static double round(MetadataForTests database, int writers, int each, int round) throws Exception {
        long start = System.nanoTime();
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                String prefix = "bench/" + writer + "/" + round + "/";
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        database.put(prefix + i);
                    }
                }));
            }
        }
        for (Future<?> end : ends) {
            end.get();
        }
        return (System.nanoTime() - start) / 1e3 / writers / each;
    }

    private static void switchTriggers(MetadataForTests database, boolean on) {
        database.metadata().transactions().statement(connection -> {
            for (String trigger : List.of("added", "removed", "changed")) {
                Sql.update(
                        connection,
                        "ALTER TABLE slime.object " + (on ? "ENABLE" : "DISABLE") + " TRIGGER tally_" + trigger);
            }
            return true;
        });
    }
}
