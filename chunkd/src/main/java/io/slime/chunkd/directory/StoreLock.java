package io.slime.chunkd.directory;

import java.io.Closeable;
import java.io.IOException;

/** Keeps a second process, and a second opening in this one, out of a store directory. */
final class StoreLock implements Closeable {
    private final Layout layout;
    private final Closeable lock;
    private final boolean found;

    private StoreLock(Layout layout, Closeable lock, boolean found) {
        this.layout = layout;
        this.lock = lock;
        this.found = found;
    }

    /** Whether the holder before let go of the store with all its changes durable. */
    boolean wasLeftCleanly() {
        return !found;
    }

    /**
     * Takes the lock.
     *
     * @throws IOException if another one has it; the message names its process id
     */
    static StoreLock take(Layout layout) throws IOException {
        Closeable lock;
        try {
            lock = layout.disk().lock(layout.root().resolve(Layout.LOCK_FILE));
        } catch (IOException e) {
            String pid = layout.text(Layout.HOLDER_FILE).orElse("unknown");
            throw new IOException("store " + layout.root() + " is in use by process " + pid, e);
        }
        try {
            boolean found = layout.text(Layout.HOLDER_FILE).isPresent();
            layout.writeText(
                    Layout.HOLDER_FILE, Long.toString(ProcessHandle.current().pid()));
            return new StoreLock(layout, lock, found);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Writes down that all changes are durable: the last thing done before letting go. */
    void leaveCleanly() throws IOException {
        layout.disk().delete(layout.root().resolve(Layout.HOLDER_FILE));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
