package io.slime.gateway.http;

import java.net.InetAddress;
import java.time.Instant;

/**
 * What is said of a request once it was served: without query, headers or bodies, which may hold secrets.
 *
 * @param at when it ended
 * @param client who asked, by the trusted proxies
 * @param method as it was sent
 * @param path as on the request line, percent-encoded
 * @param status of the answer; 0 if there was none
 * @param error the code by which the front refused it, such as {@code NoSuchKey}; empty if it did not, or has no codes
 * @param whole whether the answer was given to its end; otherwise the connection was reset
 * @param in bytes of the request's body
 * @param out bytes of the answer's body
 * @param nanos how long it took, from its headers to the end of its answer
 * @param requestId its id
 * @param operation as the front calls it; {@code -} if it never came so far
 * @param who the key or the user; {@code -} if nobody was proven
 */
public record ServedRequest(
        Instant at,
        InetAddress client,
        String method,
        String path,
        int status,
        String error,
        boolean whole,
        long in,
        long out,
        long nanos,
        String requestId,
        String operation,
        String who) {
    /** Whether it was refused, failed, or broke off. Conditions that asked for a 304 are neither. */
    public boolean failed() {
        return status >= 400 || status == 0 || !whole;
    }
}
