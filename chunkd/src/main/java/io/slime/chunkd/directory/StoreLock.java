package io.slime.chunkd.directory;

import java.io.Closeable;
import java.io.IOException;

/** Keeps a second process, and a second opening in this one, out of a store directory. */
final class StoreLock implements Closeable {
    private final Layout layout;
    private final Closeable lock;

    private StoreLock(Layout layout, Closeable lock) {
        this.layout = layout;
        this.lock = lock;
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
        layout.writeText(
                Layout.HOLDER_FILE, Long.toString(ProcessHandle.current().pid()));
        return new StoreLock(layout, lock);
    }

    @Override
    public void close() throws IOException {
        try {
            layout.disk().delete(layout.root().resolve(Layout.HOLDER_FILE));
        } finally {
            lock.close();
        }
    }
}
