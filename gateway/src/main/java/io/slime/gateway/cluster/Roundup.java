package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks many stores and chunk servers at once how they are, and waits a limited time. */
final class Roundup {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<List<ChunkStore>> own;
    private final ChunkServers servers;
    private final Executor threads;

    Roundup(Supplier<List<ChunkStore>> own, ChunkServers servers, Executor threads) {
        this.own = own;
        this.servers = servers;
        this.threads = threads;
    }

    /** What answers, own stores first. */
    List<Answer> ask(Collection<String> urls) {
        List<CompletableFuture<List<Answer>>> asked = new ArrayList<>();
        for (ChunkStore store : own.get()) {
            asked.add(start(() -> List.of(new Answer(Discovery.LOCAL, store.status(), store))));
        }
        for (String url : urls) {
            asked.add(start(() -> at(url)));
        }
        List<Answer> answers = new ArrayList<>();
        asked.forEach(future -> answers.addAll(result(future)));
        return answers;
    }

    /**
     * The stores at one chunk server.
     *
     * @throws ChunkException if it does not answer
     */
    List<Answer> at(String url) {
        return servers.stores(url).stream()
                .map(status -> new Answer(url, status, servers.store(url, status.uuid())))
                .toList();
    }

    /** Asks once more; empty if it does not answer. */
    Optional<StoreStatus> again(Answer answer) {
        return result(start(() -> {
                    StoreStatus now = answer.store().status();
                    return List.of(new Answer(answer.url(), now, answer.store()));
                }))
                .stream()
                .map(Answer::status)
                .findFirst();
    }

    private CompletableFuture<List<Answer>> start(Supplier<List<Answer>> question) {
        return CompletableFuture.supplyAsync(question, threads).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<Answer> result(CompletableFuture<List<Answer>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ChunkException || e.getCause() instanceof TimeoutException) {
                return List.of();
            }
            throw e;
        } catch (CancellationException e) {
            return List.of();
        }
    }
}
