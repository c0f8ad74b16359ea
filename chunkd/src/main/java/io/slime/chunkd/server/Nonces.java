package io.slime.chunkd.server;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows every nonce that was used within the time in which a request may be taken, in little memory: a nonce is a client's random
 * number and a count, and of each client only the last counts are kept, as bits (as IPsec does, RFC 4303 3.4.3). What is older than
 * those counts as used.
 */
final class Nonces {
    /** How far requests of one client may overtake each other: a minute's worth of the most that one can make. */
    static final int WINDOW = 1 << 20;

    /** Most clients at a time; each takes {@link #WINDOW} bits, so all of them 64 MiB. */
    static final int CLIENTS = 512;

    private final long keepMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Long, Window> clients = new LinkedHashMap<>(16, 0.75f, true);

    /** Remembers a client for so long after its last request. */
    Nonces(long keepMillis) {
        this.keepMillis = keepMillis;
    }

    /** Takes note of a nonce of 32 hexadecimal digits; false if it was used before, or there are too many clients. */
    boolean accept(String nonce, long nowMillis) {
        long client = HexFormat.fromHexDigitsToLong(nonce, 0, 16);
        long count = HexFormat.fromHexDigitsToLong(nonce, 16, 32);
        if (count < 0) {
            return false;
        }
        lock.lock();
        try {
            Window window = clients.get(client);
            if (window == null) {
                if (!makeRoom(nowMillis)) {
                    return false;
                }
                window = new Window(count);
                clients.put(client, window);
            }
            window.lastMillis = nowMillis;
            return window.accept(count);
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoom(long nowMillis) {
        ArrayDeque<Long> gone = new ArrayDeque<>();
        for (Map.Entry<Long, Window> eldest : clients.entrySet()) {
            if (nowMillis - eldest.getValue().lastMillis <= keepMillis) {
                break;
            }
            gone.add(eldest.getKey());
        }
        gone.forEach(clients::remove);
        return clients.size() < CLIENTS;
    }

    private static final class Window {
        private final long[] bits = new long[WINDOW / 64];
        private long highest;
        private long lastMillis;

        Window(long first) {
            highest = first - 1;
        }

        boolean accept(long count) {
            if (count <= highest - WINDOW) {
                return false;
            }
            if (count - highest >= WINDOW) {
                Arrays.fill(bits, 0);
                highest = count;
            }
            while (highest < count) {
                highest++;
                bits[word(highest)] &= ~bit(highest);
            }
            boolean fresh = (bits[word(count)] & bit(count)) == 0;
            bits[word(count)] |= bit(count);
            return fresh;
        }

        private static int word(long count) {
            return (int) Math.floorMod(count, (long) WINDOW) / 64;
        }

        private static long bit(long count) {
            return 1L << Math.floorMod(count, 64);
        }
    }
}
