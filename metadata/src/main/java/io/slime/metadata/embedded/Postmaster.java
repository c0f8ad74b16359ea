package io.slime.metadata.embedded;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The postmaster process and the platform thread that owns it: the process is told to end when that thread does (pdeathsig
 * follows the thread), so it lives exactly as long. One that dies unasked is started again.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(10);
    private static final long AGAIN_NANOS = 200_000_000;

    private final List<String> command;
    private final File log;
    private final Thread thread;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile boolean steady;
    private volatile @Nullable Process process;

    private Postmaster(List<String> command, File log) {
        this.command = command;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("slime-postgres").unstarted(this::own);
    }

    static Postmaster start(List<String> command, File log) {
        Postmaster postmaster = new Postmaster(command, log);
        postmaster.thread.start();
        return postmaster;
    }

    /** From now on, a postmaster that ends is started again for ever. */
    void steady() {
        steady = true;
    }

    /** Whether it ended and is not started again. */
    boolean ended() {
        return ended.isDone();
    }

    /** The pid, if it runs. */
    long pid() {
        Process current = process;
        return current == null ? -1 : current.pid();
    }

    /** Fast shutdown (SIGINT), then an immediate one (SIGQUIT), which the next start recovers from. */
    void stop() throws IOException, InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        Process current = process;
        if (current != null && current.isAlive()) {
            signal("INT", current.pid());
            if (!current.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("PostgreSQL (pid {}) did not stop within {}, forcing it", current.pid(), STOP_LIMIT);
                signal("QUIT", current.pid());
                current.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        thread.join(STOP_LIMIT);
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
        if (!kill.waitFor(5, TimeUnit.SECONDS)) {
            kill.destroyForcibly();
        }
    }

    /** Right after a crash a start fails until the last child of the old postmaster is gone, hence the attempts. */
    private void own() {
        long begun = System.nanoTime();
        try {
            while (!stopping) {
                Process current = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
                process = current;
                int code = current.waitFor();
                if (stopping) {
                    return;
                }
                if (!steady && System.nanoTime() - begun > FIRST_LIMIT.toNanos()) {
                    return;
                }
                if (steady) {
                    LOG.error(
                            "PostgreSQL ended with code {} without being asked, starting it again; see {}", code, log);
                }
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        } catch (IOException e) {
            LOG.error("PostgreSQL could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }
}
