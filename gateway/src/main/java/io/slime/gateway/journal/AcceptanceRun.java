package io.slime.gateway.journal;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.transaction.MetadataException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acceptance that this gateway is at, or was last. One at a time in the cluster, for it may take long, and two would fill the same
 * tables: a lease keeps other gateways from it, which is prolonged until the end.
 */
public final class AcceptanceRun {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptanceRun.class);

    private final Acceptance acceptance;
    private final TaskTable tasks;
    private final UUID gateway;
    private final Executor threads;
    private State state = new State.Idle();

    /**
     * Runs on behalf of a gateway, on threads of the executor.
     *
     * @param tasks where the lease is
     */
    public AcceptanceRun(Acceptance acceptance, TaskTable tasks, UUID gateway, Executor threads) {
        this.acceptance = acceptance;
        this.tasks = tasks;
        this.gateway = gateway;
        this.threads = threads;
    }

    /** How it is going. */
    public sealed interface State {
        /** None was begun since this gateway started. */
        record Idle() implements State {}

        /** It is at work. */
        record Running() implements State {}

        /** It is through. */
        record Done(AcceptReport report) implements State {}

        /** It could not be done; deletion is as it was, or frozen if it had begun to accept. */
        record Failed(String reason) implements State {}
    }

    /** How it is going. */
    public synchronized State state() {
        return state;
    }

    /**
     * Begins to look, or with a mode to accept.
     *
     * @throws StorageException.Refused if one is at work, here or at another gateway
     * @throws StorageException.Unavailable if this gateway is about to end, or the database does not answer
     */
    public synchronized void begin(Optional<Acceptance.Mode> mode) {
        if (state instanceof State.Running) {
            throw new StorageException.Refused("an acceptance is running already");
        }
        AcceptanceLease lease = AcceptanceLease.take(tasks, gateway, System::nanoTime);
        CountDownLatch ended = new CountDownLatch(1);
        state = new State.Running();
        try {
            threads.execute(() -> prolong(lease, ended));
            threads.execute(() -> {
                State result = run(mode, lease);
                ended.countDown();
                lease.release();
                end(result);
            });
        } catch (RejectedExecutionException e) {
            ended.countDown();
            lease.release();
            end(new State.Failed("this gateway is shutting down"));
            throw new StorageException.Unavailable("this gateway is shutting down", e);
        }
    }

    private static void prolong(AcceptanceLease lease, CountDownLatch ended) {
        try {
            while (!ended.await(AcceptanceLease.LENGTH.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                lease.prolong();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private State run(Optional<Acceptance.Mode> mode, AcceptanceLease lease) {
        try {
            AcceptReport report =
                    mode.map(wanted -> acceptance.run(wanted, lease::demand)).orElseGet(acceptance::look);
            LOG.info("meta accept {}: {}", mode.map(Enum::name).orElse("look"), report);
            return new State.Done(report);
        } catch (StorageException e) {
            LOG.warn("meta accept: {}", e.reason());
            return new State.Failed(e.reason());
        } catch (MetadataException e) {
            LOG.warn("meta accept: {}", e.getMessage());
            return new State.Failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("meta accept failed", e);
            return new State.Failed(e.toString());
        }
    }

    private synchronized void end(State ended) {
        state = ended;
    }
}
