package io.slime.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.User;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.session.LoginLinks;
import io.slime.gateway.session.Session;
import io.slime.gateway.session.Sessions;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code /console/login}, {@code /console/logout}, {@code /console/session} and {@code /console/sessions}: coming and going. */
final class LoginRoutes {
    private final Sessions sessions;
    private final LoginLinks links;
    private final SessionCaller callers;
    private final LoginBrake brake;

    LoginRoutes(Sessions sessions, LoginLinks links, LoginBrake brake) {
        this.sessions = sessions;
        this.links = links;
        this.callers = new SessionCaller(sessions);
        this.brake = brake;
    }

    Answer login(HttpCall call) throws IOException {
        Body body = Body.of(call);
        brake.check(call.client());
        AccessKey key = sessions.verify(body.text("access_key"), body.text("secret_key"))
                .orElseThrow(() -> failed(call, "there is no such key, or the secret is another one"));
        return begin(call, key);
    }

    Answer loginByLink(HttpCall call) throws IOException {
        String token = Body.of(call).text("token");
        brake.check(call.client());
        AccessKey key = links.take(token)
                .flatMap(sessions::usable)
                .orElseThrow(() -> failed(call, "the link was used already, or is older than five minutes"));
        return begin(call, key);
    }

    private Denied failed(HttpCall call, String reason) {
        brake.failed(call.client());
        return new Denied(401, reason);
    }

    private Answer begin(HttpCall call, AccessKey key) {
        call.describe("login", key.user().name());
        Cookie.token(call).ifPresent(sessions::close);
        String client = call.client().getHostAddress();
        String token = sessions.open(
                key, new Session.Visitor(client, call.header("User-Agent").orElse("")));
        return Replies.guarded(Answer.empty(204))
                .with("Set-Cookie", Cookie.give(call, token))
                .with("Cache-Control", "no-store");
    }

    Answer logout(HttpCall call) {
        Cookie.token(call).ifPresent(sessions::close);
        return Replies.guarded(Answer.empty(204))
                .with("Set-Cookie", Cookie.take(call))
                .with("Cache-Control", "no-store");
    }

    /** Who is logged in; nobody is an answer as well, so that a browser that asks sees no error. */
    Answer own(HttpCall call) {
        ObjectNode document = Replies.document("session");
        callers.of(call)
                .ifPresentOrElse(
                        session -> put(document, session, session)
                                .put("admin", scope(session).isEmpty()),
                        () -> document.putNull("user"));
        return Replies.json(200, document);
    }

    Answer list(HttpCall call) {
        Session own = demand(call);
        ObjectNode document = Replies.document("sessions");
        ArrayNode list = document.putArray("sessions");
        sessions.list(scope(own)).forEach(session -> put(list.addObject(), session, own));
        return Replies.json(200, document);
    }

    Answer revoke(HttpCall call, String id) {
        if (!sessions.revoke(id, scope(demand(call)))) {
            throw new Denied(404, "there is no session " + id);
        }
        return Replies.guarded(Answer.empty(204));
    }

    /** The session of a request, which must have one. */
    Session demand(HttpCall call) {
        Session session = callers.of(call).orElseThrow(() -> new Denied(401, "nobody is logged in, or no longer"));
        call.describe("console", session.key().user().name());
        return session;
    }

    private static Optional<String> scope(Session session) {
        User user = session.key().user();
        return user.admin() && session.key().limit().isEmpty() ? Optional.empty() : Optional.of(user.id());
    }

    private static ObjectNode put(ObjectNode node, Session session, Session own) {
        return node.put("id", session.id())
                .put("user", session.key().user().name())
                .put("access_key", session.key().accessKeyId())
                .put(
                        "created",
                        session.created().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("seen", session.seen().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("ends", session.ends().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("client", session.visitor().client())
                .put("agent", session.visitor().agent())
                .put("own", session.id().equals(own.id()));
    }
}
