package io.slime.gateway.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bound on listeners: so many in all, and of one owner. */
final class Seats {
    /** More pages than one person looks at; a browser has six connections to a server. */
    static final int MOST_OF_ONE = 6;

    private final int most;
    private final Runnable told;
    private final List<Seat> taken = new ArrayList<>();
    private boolean closed;

    /** {@code told} wakes listeners, whose seats may be gone. */
    Seats(int most, Runnable told) {
        this.most = most;
        this.told = told;
    }

    /** A listener's place. */
    final class Seat {
        private final String owner;
        private volatile Optional<Ending> ending = Optional.empty();

        private Seat(String owner) {
            this.owner = owner;
        }

        /** Why it was taken away, if it was. */
        Optional<Ending> ending() {
            return ending;
        }

        void leave() {
            remove(this);
        }
    }

    Optional<Seat> take(String owner) {
        Seat seat = new Seat(owner);
        synchronized (this) {
            List<Seat> own =
                    taken.stream().filter(other -> other.owner.equals(owner)).toList();
            if (own.size() >= MOST_OF_ONE) {
                Seat oldest = own.getFirst();
                oldest.ending = Optional.of(Ending.REPLACED);
                taken.remove(oldest);
            }
            if (closed || taken.size() >= most) {
                return Optional.empty();
            }
            taken.add(seat);
        }
        told.run();
        return Optional.of(seat);
    }

    private synchronized void remove(Seat seat) {
        taken.remove(seat);
    }

    synchronized int taken() {
        return taken.size();
    }

    /** Takes all seats away. */
    void close() {
        synchronized (this) {
            closed = true;
            taken.forEach(seat -> seat.ending = Optional.of(Ending.STOPPING));
            taken.clear();
        }
        told.run();
    }
}
