package io.slime.gateway.console;

import io.slime.gateway.http.HttpCall;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other pages from using somebody's session. Cookies know no ports, so a page of another port of this host is of the same site:
 * SameSite does not hold it back. What a browser says of itself does: {@code Sec-Fetch-Site}, which it leaves out on plain HTTP to
 * other hosts, {@code Origin}, and for what changes something a header that a foreign page cannot send without being asked first.
 */
final class RequestGuard {
    /** The header that the console's own scripts send. */
    static final String HEADER = "X-Slime-Csrf";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private RequestGuard() {}

    /**
     * Checks a request that is proven by a session, or asks for one.
     *
     * @throws Denied 403, if it may come from another page than the console's
     */
    static void check(HttpCall call) {
        boolean reading = READING.contains(call.method());
        Optional<String> site = call.header("Sec-Fetch-Site");
        boolean own = site.isEmpty()
                || site.get().equals("same-origin")
                || (reading && site.get().equals("none"));
        if (!own) {
            throw foreign("Sec-Fetch-Site: " + site.get());
        }
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && !sameHost(origin.get(), call)) {
            throw foreign("Origin: " + origin.get());
        }
        if (!reading && origin.isEmpty()) {
            throw foreign("no Origin");
        }
        if (!reading && call.header(HEADER).isEmpty()) {
            throw foreign("no " + HEADER);
        }
    }

    private static boolean sameHost(String origin, HttpCall call) {
        int scheme = origin.indexOf("://");
        return scheme > 0
                && call.header("Host")
                        .filter(host -> host.equalsIgnoreCase(origin.substring(scheme + 3)))
                        .isPresent();
    }

    private static Denied foreign(String sign) {
        return new Denied(403, "the request does not come from a page of this console (" + sign + ")");
    }
}
