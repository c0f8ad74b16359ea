package io.slime.gateway.console;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web console in front of the admin API. Requests for the API that are signed pass untouched; those that show a session, and the
 * console's own, must come from its own pages. Every page is the same shell, which shows what its path names.
 */
public final class ConsoleFront implements Front {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleFront.class);
    private static final String S3 = "/console/s3";
    private static final Set<String> OPEN = Set.of("healthz", "readyz", "metrics");
    private static final Set<String> PAGES =
            Set.of("", "login", "stores", "repair", "buckets", "b", "o", "objects", "access", "activity", "settings");

    private final ConsoleParts parts;
    private final Assets assets = new Assets();
    private final LoginRoutes logins;
    private final ShareRoutes shares;

    /** Puts it together. */
    public ConsoleFront(ConsoleParts parts) {
        this.parts = parts;
        this.logins = new LoginRoutes(parts.sessions(), parts.links(), new LoginBrake(parts.nanos()));
        this.shares = new ShareRoutes(parts.shares(), parts.clock());
    }

    @Override
    public void serve(HttpCall call) throws IOException {
        Answer answer;
        try {
            String path = call.rawPath();
            if (path.startsWith("/api/")) {
                api(call);
                return;
            }
            if (path.startsWith(S3 + "/")) {
                s3(call);
                return;
            }
            String first = path.substring(1).split("/", 2)[0];
            if (OPEN.contains(first)) {
                parts.api().serve(call);
                return;
            }
            answer = first.equals("console") ? own(call) : page(call, first);
        } catch (Denied denied) {
            answer = Replies.error(call, denied.status(), denied.reason());
        } catch (StorageException e) {
            answer = failure(call, e);
        }
        call.send(answer);
    }

    private static Answer failure(HttpCall call, StorageException e) {
        boolean unavailable =
                e instanceof StorageException.Unavailable || e instanceof StorageException.ConcurrentConflict;
        if (unavailable) {
            LOG.warn("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), e.reason());
        } else {
            LOG.error("{} {} {}: {}", call.requestId(), call.method(), call.rawPath(), e.reason(), e);
        }
        return Replies.error(call, unavailable ? 503 : 500, e.reason());
    }

    private void api(HttpCall call) throws IOException {
        if (SessionCaller.shows(call)) {
            RequestGuard.check(call);
        }
        parts.api().serve(call);
    }

    /** S3 for who is logged in; whether that is so is the business of who vouches there. */
    private void s3(HttpCall call) throws IOException {
        RequestGuard.check(call);
        logins.demand(call);
        call.enter(S3);
        ContentGuard.on(call);
        parts.s3().serve(call);
    }

    private Answer own(HttpCall call) throws IOException {
        RequestGuard.check(call);
        String route = call.method() + " " + call.rawPath().substring("/console".length());
        if (route.startsWith("DELETE /sessions/")) {
            return logins.revoke(call, route.substring("DELETE /sessions/".length()));
        }
        return switch (route) {
            case "POST /login" -> logins.login(call);
            case "POST /login/link" -> logins.loginByLink(call);
            case "POST /logout" -> logins.logout(call);
            case "GET /session" -> logins.own(call);
            case "GET /sessions" -> logins.list(call);
            case "POST /share" -> shares.share(call, logins.demand(call));
            default -> throw new Denied(404, "no such route");
        };
    }

    private Answer page(HttpCall call, String first) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw new Denied(405, "pages take GET");
        }
        String path = call.rawPath();
        boolean asset = first.equals("assets") && path.length() > "/assets/".length();
        if (!asset && !PAGES.contains(first)) {
            throw new Denied(404, "there is nothing here: the console is at /, the admin API at /api/v1");
        }
        String name = asset ? path.substring("/assets/".length()) : "index.html";
        Answer answer = assets.answer(name, call).orElseThrow(() -> new Denied(404, "there is no such file"));
        return asset
                ? answer
                : answer.with("Content-Security-Policy", Replies.PAGE_POLICY).with("X-Frame-Options", "DENY");
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        return parts.api().refusal(call, reason);
    }
}
