package io.slime.gateway.data;

import io.slime.gateway.http.HttpCall;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps browsers away from an API that trusts whoever reaches it: a page from elsewhere could otherwise have the operator's
 * browser act for it, by a request across sites or by a name that it makes point to this machine (DNS rebinding).
 *
 * <p>Source: RFC 6454 (Origin), W3C Fetch Metadata (Sec-Fetch-Site).
 */
final class BrowserGuard {
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?:localhost\\.?|[a-z0-9-]+\\.localhost\\.?|127(?:\\.[0-9]{1,3}){3}|\\[::1]|\\[0*(?::0*){1,7}:0*1])(?::[0-9]{1,5})?");

    private BrowserGuard() {}

    /** Refuses what only a browser would send for a page that is not ours. */
    static void check(HttpCall call, boolean onlyLoopbackNames) {
        if (call.header("Origin").isPresent()) {
            throw Rejection.of(403, "requests of web pages are refused: there is an Origin");
        }
        String site = call.header("Sec-Fetch-Site").orElse("none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            throw Rejection.of(403, "requests of web pages are refused: Sec-Fetch-Site is " + site);
        }
        String host = call.header("Host").orElse("localhost").toLowerCase(Locale.ROOT);
        if (onlyLoopbackNames && !LOOPBACK.matcher(host).matches()) {
            throw Rejection.of(403, "Host must name this machine, such as 127.0.0.1 or localhost");
        }
    }
}
