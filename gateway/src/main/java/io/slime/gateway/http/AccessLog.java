package io.slime.gateway.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log: one line for each request, without query, headers or bodies.
 *
 * <p>{@code client method path status in out milliseconds request-id operation user}; a status followed by {@code !} means
 * that the connection was reset before the answer was whole.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.slime.access");

    private AccessLog() {}

    static boolean wanted() {
        return LOG.isInfoEnabled();
    }

    static void write(ServedRequest request) {
        LOG.info("{}", text(request));
    }

    private static String text(ServedRequest request) {
        return request.client().getHostAddress()
                + ' '
                + printable(request.method())
                + ' '
                + printable(request.path())
                + ' '
                + request.status()
                + (request.whole() ? " " : "! ")
                + request.in()
                + ' '
                + request.out()
                + ' '
                + request.nanos() / 1_000_000
                + ' '
                + request.requestId()
                + ' '
                + request.operation()
                + ' '
                + request.who();
    }

    /** A connection that could not even be reset. */
    static void lost(String requestId, Exception cause) {
        LOG.debug("{} reset of the connection failed", requestId, cause);
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return out.toString();
    }
}
