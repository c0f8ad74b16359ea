package io.slime.gateway.journal;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.transaction.MetadataException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The acceptance that this gateway is at, or was last; one at a time, for it may take long. */
public final class AcceptanceRun {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptanceRun.class);

    private final Acceptance acceptance;
    private final Executor threads;
    private State state = new State.Idle();

    /** Runs on a thread of the executor. */
    public AcceptanceRun(Acceptance acceptance, Executor threads) {
        this.acceptance = acceptance;
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

        /** It could not be done; deletion is as it was. */
        record Failed(String reason) implements State {}
    }

    /** How it is going. */
    public synchronized State state() {
        return state;
    }

    /**
     * Begins to look, or with a mode to accept.
     *
     * @throws StorageException.Refused if one is at work
     */
    public synchronized void begin(Optional<Acceptance.Mode> mode) {
        if (state instanceof State.Running) {
            throw new StorageException.Refused("an acceptance is running already");
        }
        state = new State.Running();
        threads.execute(() -> end(run(mode)));
    }

    private State run(Optional<Acceptance.Mode> mode) {
        try {
            AcceptReport report = mode.map(acceptance::run).orElseGet(acceptance::look);
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
