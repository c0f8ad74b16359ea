package io.slime.gateway.wiring;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.admin.AdminFacts;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.console.ConsoleFront;
import io.slime.gateway.console.ConsoleParts;
import io.slime.gateway.console.SessionCaller;
import io.slime.gateway.console.ShareLinks;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.maintenance.Foreground;
import io.slime.gateway.s3.auth.Key;
import io.slime.gateway.s3.auth.RequestSigner;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.session.LoginLinks;
import io.slime.gateway.session.Session;
import io.slime.gateway.session.Sessions;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** The console's sessions, and what the fronts take them for. */
final class ConsoleWiring {
    private final Sessions sessions;
    private final SessionCaller callers;
    private final LoginLinks links = new LoginLinks(System::nanoTime);
    private final ProxyConfig config;
    private final Foreground foreground;

    ConsoleWiring(Core core, ProxyConfig config, Foreground foreground) {
        this.sessions = new Sessions(core.metadata().consoleSessions(), core.accounts(), InstantSource.system());
        this.callers = new SessionCaller(sessions);
        this.config = config;
        this.foreground = foreground;
    }

    LoginLinks links() {
        return links;
    }

    /** Who is logged in. */
    Optional<Session> loggedIn(HttpCall call) {
        return callers.of(call);
    }

    /** Whether who was logged in still is. */
    boolean holds(HttpCall call) {
        return callers.holds(call);
    }

    /** The key of who is logged in, as S3 knows keys. */
    Optional<Key> vouch(HttpCall call) {
        return callers.of(call).map(session -> SignedCaller.key(session.key()));
    }

    Front front(Front api, Front s3, Optional<AdminFacts.S3> served) {
        return new ConsoleFront(new ConsoleParts(
                sessions,
                links,
                api,
                new CountedFront(s3, foreground),
                shares(served),
                InstantSource.system(),
                System::nanoTime));
    }

    private ShareLinks shares(Optional<AdminFacts.S3> served) {
        return (key, path, version, life) -> served.map(s3 -> {
            URI base = URI.create(s3.url());
            String query =
                    version.map(id -> "versionId=" + PercentCoding.encode(id)).orElse("");
            SignedRequest request = new SignedRequest(
                    "GET", "/" + PercentCoding.encodeKey(path), query, HttpHeaders.of("host", base.getAuthority()));
            SignedRequest signed =
                    signer(key).presign(request, InstantSource.system().instant(), life);
            return URI.create(
                    base.getScheme() + "://" + base.getAuthority() + signed.rawPath() + "?" + signed.rawQuery());
        });
    }

    private RequestSigner signer(AccessKey key) {
        return new RequestSigner(key.accessKeyId(), key.secret(), config.s3().region());
    }
}
