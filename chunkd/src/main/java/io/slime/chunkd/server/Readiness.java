package io.slime.chunkd.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Waits until a non-blocking channel can go on: the thread parks, and the I/O thread wakes it. XNIO's own blocking waits open a
 * selector for each thread, which one-shot virtual threads cannot afford.
 */
final class Readiness {
    private Readiness() {}

    static void awaitReadable(StreamSourceChannel channel, Duration atMost) throws IOException {
        Thread waiter = Thread.currentThread();
        AtomicBoolean ready = new AtomicBoolean();
        channel.getReadSetter().set(source -> {
            source.suspendReads();
            ready.set(true);
            LockSupport.unpark(waiter);
        });
        channel.resumeReads();
        if (!park(ready, atMost)) {
            channel.suspendReads();
            throw new IOException("no byte of the request came in " + atMost.toSeconds() + " s");
        }
    }

    static void awaitWritable(StreamSinkChannel channel, Duration atMost) throws IOException {
        Thread waiter = Thread.currentThread();
        AtomicBoolean ready = new AtomicBoolean();
        channel.getWriteSetter().set(sink -> {
            sink.suspendWrites();
            ready.set(true);
            LockSupport.unpark(waiter);
        });
        channel.resumeWrites();
        if (!park(ready, atMost)) {
            channel.suspendWrites();
            throw new IOException("the client took no byte in " + atMost.toSeconds() + " s");
        }
    }

    private static boolean park(AtomicBoolean ready, Duration atMost) throws InterruptedIOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.get()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(ready, left);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the client");
            }
        }
        return true;
    }
}
