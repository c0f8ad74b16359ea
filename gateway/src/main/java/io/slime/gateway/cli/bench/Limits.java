package io.slime.gateway.cli.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** What this machine can do at best: the work that no server can do without, done by nothing but that. */
public final class Limits {
    private static final long SEED = 20_260_102;
    private static final int BLOCK = 1 << 20;
    private static final int SMALL = 4096;
    private static final int REQUEST = 256;
    private static final int SOCKET_MILLIS = 10_000;
    private static final long MOST_FILE_BYTES = 64 << 20;

    private final Duration each;
    private final Path directory;

    /**
     * Measures this machine.
     *
     * @param each how long each limit is measured, after as long for warming up
     * @param directory where a file is written to, and deleted
     */
    public Limits(Duration each, Path directory) {
        this.each = each;
        this.directory = directory;
    }

    /**
     * A limit.
     *
     * @param name what was done
     * @param bytes bytes of one operation
     * @param perSecond operations a second, one at a time
     * @param cpu CPU microseconds of one, of both sides where there are two
     */
    public record Limit(String name, int bytes, double perSecond, double cpu) {}

    /**
     * Measures all.
     *
     * @param taker told each as soon as it is there
     * @throws IOException if the directory cannot be written to, or this machine has no loopback
     */
    public void run(Consumer<Limit> taker) throws IOException {
        byte[] block = new byte[BLOCK];
        new Random(SEED).nextBytes(block);
        for (String algorithm : new String[] {"MD5", "SHA-256"}) {
            MessageDigest digest = digest(algorithm);
            taker.accept(measured(algorithm, BLOCK, () -> digest.update(block)));
        }
        CRC32C crc = new CRC32C();
        taker.accept(measured("CRC32C", BLOCK, () -> crc.update(block, 0, BLOCK)));
        taker.accept(disk(block));
        taker.accept(loopback(block));
    }

    private Limit disk(byte[] block) throws IOException {
        Path path = Files.createTempFile(directory, "slime-bench-", ".tmp");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            return measured("append and fdatasync", SMALL, () -> {
                if (file.position() >= MOST_FILE_BYTES) {
                    file.position(0);
                }
                file.write(ByteBuffer.wrap(block, 0, SMALL));
                file.force(false);
            });
        } finally {
            Files.delete(path);
        }
    }

    /** A request of 256 bytes and an answer of 4 KiB, through one connection. */
    private Limit loopback(byte[] block) throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(SOCKET_MILLIS);
            Thread.ofPlatform().daemon().name("loopback").start(() -> answer(listener, block, ended));
            try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                client.setTcpNoDelay(true);
                client.setSoTimeout(SOCKET_MILLIS);
                DataInputStream in = new DataInputStream(client.getInputStream());
                byte[] answer = new byte[SMALL];
                return measured("loopback request", SMALL, () -> {
                    client.getOutputStream().write(block, 0, REQUEST);
                    in.readFully(answer);
                });
            } finally {
                ended.set(true);
            }
        }
    }

    private static void answer(ServerSocket listener, byte[] block, AtomicBoolean ended) {
        byte[] request = new byte[REQUEST];
        try (Socket socket = listener.accept()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SOCKET_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (!ended.get()) {
                in.readFully(request);
                socket.getOutputStream().write(block, 0, SMALL);
            }
        } catch (IOException e) {
            ended.set(true); // the other side is done, or fails with what is wrong
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private Limit measured(String name, int bytes, Step step) throws IOException {
        repeat(step);
        double cpu = ServerCpu.own();
        long start = System.nanoTime();
        long count = repeat(step);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Limit(name, bytes, count / seconds, (ServerCpu.own() - cpu) * 1e6 / count);
    }

    private long repeat(Step step) throws IOException {
        long end = System.nanoTime() + each.toNanos();
        long count = 0;
        do {
            step.run();
            count++;
        } while (System.nanoTime() < end);
        return count;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
