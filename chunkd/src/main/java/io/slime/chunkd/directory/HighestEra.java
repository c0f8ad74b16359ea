package io.slime.chunkd.directory;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** The highest era that the store has seen, durable before the write or delete that carried it is answered. */
final class HighestEra {
    private final Layout layout;
    private final ReentrantLock raising = new ReentrantLock();
    private volatile long highest;

    HighestEra(Layout layout) throws IOException {
        this.layout = layout;
        highest = Long.parseLong(layout.text(Layout.ERA_FILE).orElse("0"));
    }

    long get() {
        return highest;
    }

    /** Keeps an era if it is higher than those before. Eras rise every few seconds, so that the file is no burden. */
    void raise(long era) throws IOException {
        if (era <= highest) {
            return;
        }
        raising.lock();
        try {
            if (era > highest) {
                layout.writeText(Layout.ERA_FILE, Long.toString(era));
                highest = era;
            }
        } finally {
            raising.unlock();
        }
    }
}
