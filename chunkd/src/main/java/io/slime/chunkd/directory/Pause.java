package io.slime.chunkd.directory;

/** Gives foreground work a chance, and tells background work when to stop. */
interface Pause {
    /** Waits so many nanoseconds; says no if there is no going on. */
    boolean hold(long nanos) throws InterruptedException;
}
