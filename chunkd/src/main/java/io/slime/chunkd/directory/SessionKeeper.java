package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches over a store's directory: ends the session when it vanishes, opens a new one when it returns. */
final class SessionKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

    /** How often it is looked whether a scrub is due, or to be gone on with after it failed. */
    private static final Duration SCRUB_ROUND = Duration.ofSeconds(30);

    private final Disk disk;
    private final Path directory;
    private final StoreOptions options;
    private final UUID uuid;
    private final List<Chore> chores = new ArrayList<>();
    private Optional<Chore> scrubbing = Optional.empty();
    private volatile @Nullable StoreSession session;
    private volatile String error = "";

    private SessionKeeper(Disk disk, Path directory, StoreOptions options, StoreSession first) {
        this.disk = disk;
        this.directory = directory;
        this.options = options;
        uuid = first.files().uuid();
        session = first;
    }

    static SessionKeeper open(Disk disk, Path directory, StoreOptions options) throws IOException {
        SessionKeeper keeper = new SessionKeeper(disk, directory, options, new StoreSession(disk, directory, options));
        keeper.start("watch over", options.watch(), pause -> keeper.look());
        keeper.start("compaction of", options.compact(), keeper::compact);
        keeper.scrubbing = options.scrub()
                .flatMap(pace -> keeper.start("scrub of", SCRUB_ROUND, pause -> keeper.scrub(pace, pause)));
        return keeper;
    }

    private Optional<Chore> start(String what, Duration interval, Chore.Work work) {
        if (!interval.isPositive()) {
            return Optional.empty();
        }
        Chore chore = new Chore(what + " store " + directory, interval, work);
        chores.add(chore);
        return Optional.of(chore);
    }

    UUID uuid() {
        return uuid;
    }

    /** The session in force. */
    StoreSession session() {
        StoreSession current = session;
        if (current == null) {
            throw new ChunkException.Unreachable(error);
        }
        return current;
    }

    /** Tells the scrub what to do, and has it do so now. */
    void order(ScrubOrder order) {
        session().scrub().notes().order(order);
        scrubbing.ifPresent(Chore::nudge);
    }

    private void scrub(ScrubPace pace, Pause pause) throws InterruptedException {
        StoreSession current = session;
        if (current != null) {
            current.scrub().run(pace, pause);
        }
    }

    private void compact(Pause pause) throws InterruptedException {
        StoreSession current = session;
        if (current != null) {
            current.compaction().run(pause);
        }
    }

    /** Looks whether the directory is there; what the watch does again and again. */
    void look() {
        StoreSession current = session;
        if (current == null) {
            reopen();
        } else if (!answers(current)) {
            error = "store " + directory + " is gone: unmounted, removed or replaced";
            LOG.error(error);
            session = null;
            release(current);
        }
    }

    /** A store that is only busy counts as present. */
    private static boolean answers(StoreSession current) {
        try {
            return current.present();
        } catch (ChunkException.Unreachable e) {
            return true;
        }
    }

    private void reopen() {
        try {
            StoreSession next = new StoreSession(disk, directory, options);
            if (next.files().uuid().equals(uuid)) {
                session = next;
                LOG.warn("store {} is back", directory);
            } else {
                error = "store " + directory + " was replaced by store "
                        + next.files().uuid();
                next.close();
            }
        } catch (IOException e) {
            error = String.valueOf(e.getMessage());
        }
    }

    private void release(StoreSession ended) {
        try {
            ended.close();
        } catch (IOException e) {
            LOG.warn("store {} does not close cleanly", directory, e);
        }
    }

    @Override
    public void close() {
        chores.forEach(Chore::close);
        StoreSession current = session;
        session = null;
        error = "store " + directory + " is closed";
        if (current != null) {
            release(current);
        }
    }
}
