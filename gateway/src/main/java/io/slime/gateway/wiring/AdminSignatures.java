package io.slime.gateway.wiring;

import io.slime.gateway.admin.Signature;
import io.slime.gateway.admin.Signatures;
import io.slime.gateway.admin.Unauthorized;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.session.Session;
import java.util.Optional;

/** Who asks the admin API: who is logged in to the console, else who signed. */
final class AdminSignatures implements Signatures {
    private final ConsoleWiring console;
    private final Authenticator authenticator;

    AdminSignatures(ConsoleWiring console, Authenticator authenticator) {
        this.console = console;
        this.authenticator = authenticator;
    }

    @Override
    public Signature check(HttpCall call) {
        Optional<Session> session = console.loggedIn(call);
        if (session.isPresent()) {
            return Signature.ofSession(
                    session.get().key().accessKeyId(), session.get().id());
        }
        try {
            SignedCaller caller = SignedCaller.of(authenticator, call);
            return new Signature(caller.accessKeyId(), caller.bodySha256());
        } catch (SignedCaller.Unproven e) {
            throw new Unauthorized(e.reason());
        }
    }

    @Override
    public boolean holds(HttpCall call) {
        return console.holds(call);
    }
}
