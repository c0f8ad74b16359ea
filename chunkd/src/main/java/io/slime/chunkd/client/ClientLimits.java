package io.slime.chunkd.client;

import java.time.Duration;

/**
 * How a client deals with a chunk server.
 *
 * @param connect how long connecting may take
 * @param call how long a call may take; each write and the finish of a chunk count as calls. Longer than a store waits for its disk,
 *     so that its own answer comes first
 * @param connections most connections at once; who finds none waits as long as connecting may take
 * @param idle most connections that are kept without a call
 * @param keep how long a connection is kept without a call; shorter than the server keeps it
 */
public record ClientLimits(Duration connect, Duration call, int connections, int idle, Duration keep) {
    /** The usual ones. */
    public static final ClientLimits DEFAULT =
            new ClientLimits(Duration.ofSeconds(3), Duration.ofSeconds(45), 512, 64, Duration.ofSeconds(90));

    /** Checks the numbers. */
    public ClientLimits {
        if (connect.toMillis() < 1 || call.toMillis() < 1 || connections < 1 || idle < 0) {
            throw new IllegalArgumentException("no limits: connect " + connect + ", call " + call + ", " + connections
                    + " connections, " + idle + " idle");
        }
    }

    /** The same with another deadline of calls. */
    public ClientLimits withCall(Duration longest) {
        return new ClientLimits(connect, longest, connections, idle, keep);
    }
}
