package io.slime.gateway.wiring;

import io.slime.gateway.testing.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a browser on a page of the console sends. */
final class BrowserForTests {
    private final InetSocketAddress address;
    private String cookie = "";

    BrowserForTests(InetSocketAddress address) {
        this.address = address;
    }

    /** The same browser at another gateway behind the same name. */
    BrowserForTests at(InetSocketAddress other) {
        BrowserForTests there = new BrowserForTests(other);
        there.cookie = cookie;
        return there;
    }

    String cookie() {
        return cookie;
    }

    String origin() {
        return "http://127.0.0.1:" + address.getPort();
    }

    RawHttp.Reply login(String key, String secret) throws IOException {
        return keep(
                send("POST", "/console/login", "{\"access_key\":\"" + key + "\",\"secret_key\":\"" + secret + "\"}"));
    }

    /** Takes the cookie of an answer. */
    RawHttp.Reply keep(RawHttp.Reply reply) {
        String given = reply.header("Set-Cookie");
        cookie = given.isEmpty() ? cookie : given.split(";", 2)[0];
        return reply;
    }

    /** A request by a script of the console. */
    RawHttp.Reply send(String method, String target, String body) throws IOException {
        return raw(method, target, body, "Origin: " + origin(), "Sec-Fetch-Site: same-origin", "X-Slime-Csrf: 1");
    }

    RawHttp.Reply get(String target) throws IOException {
        return raw("GET", target, "", "Sec-Fetch-Site: same-origin", "X-Slime-Csrf: 1");
    }

    /** A request with the cookie and just these headers. */
    RawHttp.Reply raw(String method, String target, String body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!cookie.isEmpty()) {
            all.add("Cookie: other=1; " + cookie);
        }
        return RawHttp.call(address, method, target, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }
}
