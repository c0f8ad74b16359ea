package io.slime.gateway.console;

import io.slime.gateway.http.HttpCall;
import io.slime.gateway.session.Sessions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The cookie that holds the token of a session: for this origin's own pages only, and out of reach of scripts. */
final class Cookie {
    private static final String NAME = "slime_session";
    private static final String SECURE_NAME = "__Host-slime_session";
    private static final String RULES = "; Path=/; HttpOnly; SameSite=Strict";

    private Cookie() {}

    /**
     * The token that a request carries. Over TLS only the name counts that no page without TLS can have set; and two different ones
     * are none, since a page of another port may have set one to have somebody act in a session of its own.
     */
    static Optional<String> token(HttpCall call) {
        String name = call.secure() ? SECURE_NAME : NAME;
        Set<String> found = new HashSet<>();
        for (String header : call.headers("Cookie")) {
            for (String pair : header.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name)) {
                    found.add(parts[1]);
                }
            }
        }
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    /** The value of Set-Cookie that gives a token. */
    static String give(HttpCall call, String token) {
        return set(call, token, Sessions.LONGEST.toSeconds());
    }

    /** The value of Set-Cookie that takes it away. */
    static String take(HttpCall call) {
        return set(call, "", 0);
    }

    private static String set(HttpCall call, String value, long seconds) {
        String pair = (call.secure() ? SECURE_NAME : NAME) + "=" + value;
        return pair + RULES + (call.secure() ? "; Secure" : "") + "; Max-Age=" + seconds;
    }
}
