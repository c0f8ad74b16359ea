package io.slime.gateway.console;

import io.slime.gateway.http.HttpCall;
import io.slime.gateway.session.Session;
import io.slime.gateway.session.Sessions;
import java.util.Optional;

/** Who is logged in at the browser that sent a request. */
public final class SessionCaller {
    private final Sessions sessions;

    /** Knows these sessions. */
    public SessionCaller(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Whether the request shows a session, rather than being signed. */
    static boolean shows(HttpCall call) {
        return call.header("Authorization").isEmpty()
                && !call.rawQuery().contains("X-Amz-Signature=")
                && Cookie.token(call).isPresent();
    }

    /** Whether the session that a request showed has not ended since; true for one that showed none. Does not count as use. */
    public boolean holds(HttpCall call) {
        return !shows(call) || Cookie.token(call).flatMap(sessions::peek).isPresent();
    }

    /** The session of a request that {@link ConsoleFront} let through; empty if it shows none or that is over. */
    public Optional<Session> of(HttpCall call) {
        return shows(call) ? Cookie.token(call).flatMap(sessions::find) : Optional.empty();
    }
}
