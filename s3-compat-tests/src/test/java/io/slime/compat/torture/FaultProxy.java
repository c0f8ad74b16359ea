package io.slime.compat.torture;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Passes TCP connections on, in whatever {@link Weather} is set. */
final class FaultProxy implements AutoCloseable {
    private static final int PIECE = 16 << 10;
    private static final int LONGEST_DELAY_MILLIS = 120;
    private static final int CONNECT_MILLIS = 3000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Random random;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong harmed = new AtomicLong();
    private volatile Weather weather = Weather.CLEAR;

    /**
     * Listens.
     *
     * @param port of this machine, where to listen
     * @param target where to pass on to
     */
    FaultProxy(int port, InetSocketAddress target, long seed) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        Thread.ofVirtual().start(this::accept);
    }

    void weather(Weather next) {
        weather = next;
        if (next == Weather.DOWN) {
            sockets.forEach(FaultProxy::reset);
        }
    }

    /** How many connections were harmed. */
    long harmed() {
        return harmed.get();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket client = listener.accept();
                if (weather == Weather.DOWN) {
                    harmed.incrementAndGet();
                    reset(client);
                } else {
                    Thread.ofVirtual().start(() -> connect(client));
                }
            } catch (IOException e) {
                // Closed, or out of files: the loop's condition tells.
                pause(10);
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        try {
            server.connect(target, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            reset(client);
            reset(server);
            return;
        }
        sockets.add(client);
        sockets.add(server);
        AtomicInteger directions = new AtomicInteger(2);
        Thread.ofVirtual().start(() -> pump(client, server, false, directions));
        Thread.ofVirtual().start(() -> pump(server, client, true, directions));
    }

    private void pump(Socket from, Socket to, boolean answers, AtomicInteger directions) {
        byte[] piece = new byte[PIECE];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                int passed = passed(got, answers);
                out.write(piece, 0, passed);
                if (passed < got) {
                    harmed.incrementAndGet();
                    drop(from, to);
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            drop(from, to);
        } finally {
            if (directions.decrementAndGet() == 0) {
                drop(from, to);
            }
        }
    }

    /** How much of a piece goes on, after a delay where the weather has one. */
    private int passed(int got, boolean answers) {
        return switch (weather) {
            case CLEAR -> got;
            case DOWN -> 0;
            case STALLED -> {
                while (weather == Weather.STALLED && closed.getCount() > 0) {
                    pause(50);
                }
                yield got;
            }
            case SLOW -> {
                pause(number(LONGEST_DELAY_MILLIS));
                yield got;
            }
            case CUTTING -> number(12) == 0 ? number(got) : got;
            case MUTE -> answers && number(3) == 0 ? 0 : got;
        };
    }

    private int number(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private void pause(int millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drop(Socket one, Socket other) {
        sockets.remove(one);
        sockets.remove(other);
        reset(one);
        reset(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        quietly(socket);
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // There is nothing left to close then.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        quietly(listener);
        sockets.forEach(FaultProxy::reset);
    }
}
