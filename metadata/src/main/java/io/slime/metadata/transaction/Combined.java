package io.slime.metadata.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Small work of many threads in few transactions: while one commits, those that come wait, and whoever is next takes all of them along
 * (flat combining: Hendler, Incze, Shavit, Tzafrir, SPAA 2010). A commit is waited for by all whose work it has. When a transaction of
 * several fails for what one of them did, each is done alone.
 *
 * @param <Q> what is asked for
 * @param <A> the answer to it
 */
public final class Combined<Q, A> {
    /** Most pieces of work of one transaction. */
    static final int MOST = 64;

    private final Transactions transactions;
    private final Steps<Q, A> steps;
    private final Queue<Piece<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /** Does work by these steps, in these transactions. */
    public Combined(Transactions transactions, Steps<Q, A> steps) {
        this.transactions = transactions;
        this.steps = steps;
    }

    /**
     * What is done for several that ask.
     *
     * @param <Q> what is asked for
     * @param <A> the answer to it
     */
    @FunctionalInterface
    public interface Steps<Q, A> {
        /** Does all of it within the connection's transaction; the answers, in the order of what was asked. May be run more than once. */
        List<A> run(Connection connection, List<Q> asked) throws SQLException;
    }

    /**
     * Writes as {@link Transactions#write(Work)} does, maybe together with others.
     *
     * @throws MetadataException as there
     */
    public A write(Q asked) {
        Piece<Q, A> piece = new Piece<>(asked);
        waiting.add(piece);
        turn.lock();
        try {
            while (!piece.ended) {
                round();
            }
        } finally {
            turn.unlock();
        }
        return piece.answer();
    }

    private void round() {
        List<Piece<Q, A>> pieces = new ArrayList<>();
        for (Piece<Q, A> piece = waiting.poll(); piece != null; piece = pieces.size() < MOST ? waiting.poll() : null) {
            pieces.add(piece);
        }
        try {
            if (pieces.size() == 1) {
                alone(pieces.getFirst());
                return;
            }
            List<A> answers = transactions.writeOnce(connection -> run(connection, pieces));
            for (int i = 0; i < answers.size(); i++) {
                pieces.get(i).end(answers.get(i));
            }
        } catch (MetadataException.Unavailable | MetadataException.OutcomeUnknown e) {
            pieces.forEach(piece -> piece.fail(e));
        } catch (RuntimeException e) {
            oneByOne(pieces);
        } finally {
            // Whatever else was thrown: nobody may wait for work that nobody does any more.
            pieces.stream().filter(piece -> !piece.ended).forEach(Piece::breakOff);
        }
    }

    /** Each is told what is wrong with its own work, if anything is; a database that is gone is waited for once, not by each. */
    private void oneByOne(List<Piece<Q, A>> pieces) {
        for (Piece<Q, A> piece : pieces) {
            alone(piece);
            if (piece.failure instanceof MetadataException.Unavailable gone) {
                pieces.stream().filter(other -> !other.ended).forEach(other -> other.fail(gone));
                return;
            }
        }
    }

    private void alone(Piece<Q, A> piece) {
        try {
            piece.end(transactions
                    .write(connection -> run(connection, List.of(piece)))
                    .getFirst());
        } catch (RuntimeException e) {
            piece.fail(e);
        }
    }

    private List<A> run(Connection connection, List<Piece<Q, A>> pieces) throws SQLException {
        return steps.run(connection, pieces.stream().map(piece -> piece.asked).toList());
    }

    /** What one thread asked for; used by whoever has the turn. */
    private static final class Piece<Q, A> {
        private final Q asked;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;
        private boolean ended;

        Piece(Q asked) {
            this.asked = asked;
        }

        void end(A found) {
            answer = found;
            ended = true;
        }

        void fail(RuntimeException e) {
            failure = e;
            ended = true;
        }

        void breakOff() {
            fail(new IllegalStateException("the work was broken off"));
        }

        A answer() {
            A found = answer;
            if (failure != null) {
                throw failure;
            }
            if (found == null) {
                throw new IllegalStateException("the work gave no answer");
            }
            return found;
        }
    }
}
