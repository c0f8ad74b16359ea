package io.slime.gateway.cli.bench;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/** Puts a load on an S3 listener and measures: rates, latencies, and the CPU of both sides. */
public final class Bench {
    private static final long SEED = 20_260_101;
    private static final long PREPARE_NANOS = 600_000_000_000L;

    private final BenchPlan plan;
    private final LoadClient.Content content;
    private final OptionalLong server;

    /** Measures what the plan says. */
    public Bench(BenchPlan plan) {
        this.plan = plan;
        byte[] bytes = new byte[plan.size()];
        new Random(SEED).nextBytes(bytes);
        this.content = new LoadClient.Content(bytes, plan.signedPayload() ? sha256(bytes) : "UNSIGNED-PAYLOAD");
        this.server = ServerCpu.listener(plan.target().port());
    }

    /**
     * Runs all of it, one kind after the other; objects that a kind needs are written before.
     *
     * @param taker told each result as soon as it is there
     * @throws IOException if the server does not answer, or refuses what is needed
     */
    public void run(Consumer<BenchResult> taker) throws IOException, InterruptedException {
        boolean there = false;
        for (BenchPlan.Kind kind : plan.kinds()) {
            if (kind.needsObjects() && !there) {
                require(go(new LoadClient.Span(BenchPlan.Kind.PUT, System.nanoTime() + PREPARE_NANOS, plan.objects())));
                there = true;
            }
            long start = System.nanoTime();
            OptionalDouble before = cpu();
            double own = ServerCpu.own();
            List<LoadClient> clients =
                    go(new LoadClient.Span(kind, start + plan.duration().toNanos(), Long.MAX_VALUE));
            there &= kind != BenchPlan.Kind.DELETE;
            taker.accept(result(kind, clients, new Start(start, own, before)));
        }
    }

    /** What stood on the clocks when a kind began. */
    private record Start(long nanos, double own, OptionalDouble server) {}

    private BenchResult result(BenchPlan.Kind kind, List<LoadClient> clients, Start start) {
        double seconds = (System.nanoTime() - start.nanos()) / 1e9;
        double own = ServerCpu.own() - start.own();
        OptionalDouble now = cpu();
        Latencies latencies = new Latencies();
        clients.forEach(client -> latencies.addAll(client.latencies()));
        long requests = clients.stream().mapToLong(LoadClient::requests).sum();
        double each = 1e6 / Math.max(1, requests);
        return new BenchResult(
                kind,
                seconds,
                requests,
                clients.stream().mapToLong(LoadClient::errors).sum(),
                clients.stream().mapToLong(LoadClient::bytes).sum(),
                latencies.summary(),
                own * each,
                now.isPresent() && start.server().isPresent()
                        ? OptionalDouble.of((now.getAsDouble() - start.server().getAsDouble()) * each)
                        : OptionalDouble.empty());
    }

    private List<LoadClient> go(LoadClient.Span span) throws InterruptedException {
        List<LoadClient> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < plan.clients(); i++) {
            LoadClient client = new LoadClient(plan, i, content, span);
            clients.add(client);
            threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(client));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return clients;
    }

    private static void require(List<LoadClient> clients) throws IOException {
        for (LoadClient client : clients) {
            if (client.broken().isPresent()) {
                throw client.broken().get();
            }
            if (client.errors() > 0) {
                throw new IOException("objects cannot be written to the bucket: is it there, and the key good for it?");
            }
        }
    }

    private OptionalDouble cpu() {
        return server.isPresent() ? ServerCpu.seconds(server.getAsLong()) : OptionalDouble.empty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
