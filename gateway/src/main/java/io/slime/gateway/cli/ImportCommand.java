package io.slime.gateway.cli;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Endpoint;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.cli.client.NativeClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime import}: every key of another Slime, by the native API of both. */
@Command(
        name = "import",
        description = {
            "Copy every key from the native API of another Slime, the original one too, with its SHA-256 checked. Started again, it copies what is missing.",
            "Exit 1: keys failed, 3: other objects are at some keys and were left alone."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;
    private static final int MOST_FAILURES = 100;
    private static final int MOST_PARALLEL = 256;

    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "URL", description = "the native listener to copy from, such as http://old:17942")
    private String source = "";

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "the native listener to copy to; over https the key is shown to it (http://127.0.0.1:17942)")
    private String to = "http://127.0.0.1:17942";

    @Option(names = "--after", paramLabel = "KEY", description = "only keys behind it, by byte order")
    private String after = "";

    @Option(names = "--parallel", paramLabel = "N", description = "keys copied at once, 1…256 (8)")
    private int parallel = 8;

    @Option(names = "--overwrite", description = "replace what is there and differs")
    private boolean overwrite;

    private final Map<KeyCopy.Result, Integer> counts = new EnumMap<>(KeyCopy.Result.class);
    private int failures;
    private long bytes;

    ImportCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new CommandFailure(Exit.USAGE, "--parallel is 1 to " + MOST_PARALLEL);
        }
        Session session = remote.open();
        Endpoint signed = session.client().endpoint();
        Endpoint old = new Endpoint(Endpoint.url(source), Optional.empty(), signed.caFile());
        Endpoint target = new Endpoint(Endpoint.url(to), signed.key(), signed.caFile());
        String last = after;
        try (NativeClient from = new NativeClient(old);
                NativeClient into = new NativeClient(target);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            KeyCopy copy = new KeyCopy(from, into, overwrite);
            for (List<String> page = page(from, last); !page.isEmpty(); page = page(from, last)) {
                all(session, copy, threads, page);
                last = page.getLast();
                session.done(summary() + "; the last key is " + last);
                if (failures >= MOST_FAILURES) {
                    throw new CommandFailure(
                            Exit.FAILED, failures + " keys failed", "see why, then start the same command again");
                }
            }
        }
        session.terminal().out().println(summary());
        return failures > 0 ? Exit.FAILED : count(KeyCopy.Result.DIFFERENT) > 0 ? Exit.DEGRADED : Exit.OK;
    }

    /** Keys behind one; a source that begins with that one itself is understood. */
    private static List<String> page(NativeClient from, String last) throws InterruptedException {
        try {
            return from.list(last, PAGE).stream()
                    .filter(key -> last.isEmpty() || !key.equals(last))
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(
                    Exit.NO_ANSWER,
                    "the source does not list its keys: " + e.getMessage(),
                    "start the same command again");
        }
    }

    private void all(Session session, KeyCopy copy, ExecutorService threads, List<String> page)
            throws InterruptedException {
        Semaphore places = new Semaphore(parallel);
        List<Future<KeyCopy.Done>> running = new ArrayList<>();
        for (String key : page) {
            places.acquire();
            running.add(threads.submit(() -> {
                try {
                    return copy.run(key);
                } finally {
                    places.release();
                }
            }));
        }
        for (int i = 0; i < page.size(); i++) {
            try {
                KeyCopy.Done done = running.get(i).get();
                counts.merge(done.result(), 1, Integer::sum);
                bytes += done.bytes();
                if (done.result() == KeyCopy.Result.DIFFERENT) {
                    session.done("differs: " + page.get(i));
                }
            } catch (ExecutionException e) {
                failures++;
                session.done("failed: " + page.get(i) + ": " + e.getCause());
            }
        }
    }

    private int count(KeyCopy.Result result) {
        return counts.getOrDefault(result, 0);
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%,d keys copied (%s), %,d there already, %,d differ, %,d gone meanwhile, %,d failed",
                count(KeyCopy.Result.COPIED),
                Human.bytes(bytes),
                count(KeyCopy.Result.SAME),
                count(KeyCopy.Result.DIFFERENT),
                count(KeyCopy.Result.GONE),
                failures);
    }
}
