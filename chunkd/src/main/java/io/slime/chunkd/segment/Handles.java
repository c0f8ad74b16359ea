package io.slime.chunkd.segment;

import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Segment files open for reading: a limited number stays open, each until its last reader is done. */
final class Handles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Handles.class);
    private static final int MOST_OPEN = 256;

    private final Disk disk;
    private final Map<Integer, Handle> open = new ConcurrentHashMap<>();

    Handles(Disk disk) {
        this.disk = disk;
    }

    /** A file that is shared by its readers; each of them closes it once. */
    static final class Handle implements Closeable {
        private final DiskFile file;
        private final AtomicInteger users = new AtomicInteger(1);

        private Handle(DiskFile file) {
            this.file = file;
        }

        void read(ByteBuffer into, long position) throws IOException {
            file.read(into, position);
        }

        boolean readAtOnce(ByteBuffer into, long position) {
            return file.readAtOnce(into, position);
        }

        DiskFile file() {
            return file;
        }

        private boolean retain() {
            int now = users.get();
            while (now > 0 && !users.compareAndSet(now, now + 1)) {
                now = users.get();
            }
            return now > 0;
        }

        @Override
        public void close() throws IOException {
            if (users.decrementAndGet() == 0) {
                file.close();
            }
        }
    }

    /** Takes the file if it is open already. */
    Optional<Handle> known(Segment segment) {
        Handle known = open.get(segment.number());
        return known != null && known.retain() ? Optional.of(known) : Optional.empty();
    }

    /** Opens a segment, or takes the file that is open already. */
    Handle acquire(Segment segment) throws IOException {
        Handle known = open.get(segment.number());
        if (known != null && known.retain()) {
            return known;
        }
        Handle mine = new Handle(disk.openToRead(segment.path()));
        if (mine.retain() && open.putIfAbsent(segment.number(), mine) != null) {
            mine.close();
        } else if (open.size() > MOST_OPEN) {
            open.keySet().stream()
                    .filter(number -> number != segment.number())
                    .findFirst()
                    .ifPresent(this::drop);
        }
        return mine;
    }

    /** Closes a segment as soon as its readers are done. */
    void drop(int number) {
        Handle handle = open.remove(number);
        if (handle != null) {
            try {
                handle.close();
            } catch (IOException e) {
                LOG.warn("segment {} does not close cleanly", number, e);
            }
        }
    }

    @Override
    public void close() {
        open.keySet().forEach(this::drop);
    }
}
