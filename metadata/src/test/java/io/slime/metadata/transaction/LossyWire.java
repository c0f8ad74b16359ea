package io.slime.metadata.transaction;

import io.slime.metadata.MetadataUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A wire to a PostgreSQL server that loses one COMMIT, or its answer, when told to. */
final class LossyWire implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^:/]+):([0-9]+)/(.*)");

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Loss> next = new AtomicReference<>(Loss.NOTHING);
    private final MetadataUrl server;
    private final int serverPort;
    private final String database;

    /** What happens to the next COMMIT. */
    enum Loss {
        /** It passes, and so does its answer. */
        NOTHING,
        /** It never arrives, and the server sees the connection end. */
        COMMIT,
        /** It never arrives, and the server sees nothing at all: the transaction stays open there. */
        SILENCE,
        /** It arrives, its answer does not. */
        ANSWER
    }

    LossyWire(MetadataUrl server) throws IOException {
        Matcher matcher = URL.matcher(server.jdbc());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(server.jdbc());
        }
        this.server = server;
        this.serverPort = Integer.parseInt(matcher.group(2));
        this.database = matcher.group(3);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    MetadataUrl url() {
        return new MetadataUrl(
                "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + "/" + database,
                server.user(),
                server.password());
    }

    void lose(Loss loss) {
        next.set(loss);
    }

    /** Whether the loss that was asked for has happened. */
    boolean lost() {
        return next.get() == Loss.NOTHING;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                Link link = new Link(client, upstream);
                threads.execute(link::up);
                threads.execute(link::down);
            }
        } catch (IOException e) {
            // The listener was closed.
        }
    }

    /** One connection; a client sends nothing before the answer to what it sent, so a COMMIT comes in one piece, with its Bind. */
    private final class Link {
        private final Socket client;
        private final Socket upstream;
        private volatile boolean mute;
        private String commit = "?";

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        /**
         * Whether a COMMIT is among the messages (PostgreSQL manual, 54.7): parsed now, or bound under the name it was parsed as
         * before.
         */
        private boolean commits(ByteBuffer messages) {
            boolean found = false;
            while (messages.remaining() > 5 && messages.get(messages.position()) != 0) {
                byte type = messages.get();
                int end = messages.position() + messages.getInt(messages.position());
                messages.getInt();
                String first = text(messages);
                String second = text(messages);
                if (type == 'P' && second.equals("COMMIT")) {
                    commit = first;
                } else if (type == 'P' && first.equals(commit)) {
                    commit = "?";
                }
                found |= type == 'B' && second.equals(commit);
                if (end > messages.limit()) {
                    break;
                }
                messages.position(end);
            }
            return found;
        }

        private static String text(ByteBuffer messages) {
            StringBuilder text = new StringBuilder();
            while (messages.hasRemaining()) {
                byte next = messages.get();
                if (next == 0) {
                    break;
                }
                text.append((char) next);
            }
            return text.toString();
        }

        void up() {
            byte[] buffer = new byte[65536];
            try (client) {
                InputStream in = client.getInputStream();
                OutputStream out = upstream.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    Loss loss =
                            commits(ByteBuffer.wrap(buffer, 0, length)) ? next.getAndSet(Loss.NOTHING) : Loss.NOTHING;
                    if (loss == Loss.COMMIT) {
                        break;
                    }
                    if (loss == Loss.SILENCE) {
                        return;
                    }
                    mute = loss == Loss.ANSWER;
                    out.write(buffer, 0, length);
                }
                upstream.close();
            } catch (IOException e) {
                // The other direction closed it.
            }
        }

        void down() {
            byte[] buffer = new byte[65536];
            try (upstream;
                    client) {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int length = in.read(buffer); length >= 0 && !mute; length = in.read(buffer)) {
                    out.write(buffer, 0, length);
                }
            } catch (IOException e) {
                // The other direction closed it.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
