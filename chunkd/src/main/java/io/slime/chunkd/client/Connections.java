package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The connections to one chunk server: the last one used is the next one taken. */
final class Connections implements AutoCloseable {
    private final String host;
    private final int port;
    private final Optional<SSLContext> tls;
    private final ClientLimits limits;
    private final Semaphore open;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(String host, int port, Optional<SSLContext> tls, ClientLimits limits) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.limits = limits;
        open = new Semaphore(limits.connections());
    }

    /** A connection for one call; a new one if asked for or none is idle. */
    Connection take(boolean fresh) throws IOException {
        enter();
        try {
            Connection connection = poll(fresh);
            while (connection != null && stale(connection)) {
                connection.close();
                connection = poll(fresh);
            }
            return connection == null ? Connection.open(host, port, tls, limits.connect()) : connection;
        } catch (IOException | RuntimeException e) {
            open.release();
            throw e;
        }
    }

    private void enter() throws IOException {
        try {
            if (!open.tryAcquire() && !open.tryAcquire(limits.connect().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("all " + limits.connections() + " connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a connection", e);
        }
    }

    private @Nullable Connection poll(boolean fresh) {
        lock.lock();
        try {
            if (closed) {
                throw new ChunkException.Unreachable("the client of " + host + ":" + port + " is closed");
            }
            return fresh ? null : idle.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private boolean stale(Connection connection) {
        return System.nanoTime() - connection.idleSince() > limits.keep().toNanos() || connection.disturbed();
    }

    /** Gives back a connection that can serve another call. */
    void release(Connection connection) {
        long now = System.nanoTime();
        connection.rest(now);
        Connection surplus = null;
        lock.lock();
        try {
            Connection eldest = idle.peekLast();
            if (closed || idle.size() >= limits.idle()) {
                surplus = connection;
            } else {
                idle.addFirst(connection);
                if (eldest != null && now - eldest.idleSince() > limits.keep().toNanos()) {
                    surplus = idle.pollLast();
                }
            }
        } finally {
            lock.unlock();
        }
        open.release();
        if (surplus != null) {
            surplus.close();
        }
    }

    /** Gives back a connection that is of no use any more. */
    void discard(Connection connection) {
        connection.close();
        open.release();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(Connection::close);
            idle.clear();
        } finally {
            lock.unlock();
        }
    }
}
