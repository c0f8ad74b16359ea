package io.slime.chunkd.server;

import io.slime.chunkd.wire.Claim;
import io.slime.chunkd.wire.ClusterSecret;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import io.slime.chunkd.wire.Numbers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** Lets those in who prove that they know the cluster secret; without one, everybody but browsers. */
final class Gate {
    /** How far the clocks of both ends may be apart. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final int NONCE_DIGITS = 32;

    private final Optional<ClusterSecret> secret;
    private final String name;
    private final InstantSource clock;
    private final Nonces nonces = new Nonces(SKEW.multipliedBy(2).toMillis());

    /** Lets in who knows the secret; if there is none, who asks by address, as localhost, or by that name. */
    Gate(Optional<ClusterSecret> secret, String name, InstantSource clock) {
        this.secret = secret;
        this.name = name;
        this.clock = clock;
    }

    /**
     * Checks a request before anything else is done with it; its answer will carry our proof.
     *
     * @throws Refusal if it is not let in
     */
    void check(Call call) {
        if (call.header("origin").isPresent() || call.header("sec-fetch-site").isPresent()) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "the chunk protocol is not for browsers");
        }
        if (secret.isEmpty()) {
            checkHost(call.header("host").orElse(""));
        } else {
            check(call, secret.get());
        }
    }

    private void check(Call call, ClusterSecret known) {
        String nonce = required(call, Fields.NONCE);
        if (nonce.length() != NONCE_DIGITS || !nonce.chars().allMatch(HexFormat::isHexDigit)) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "the nonce is not 32 hexadecimal digits");
        }
        Claim claim = new Claim(
                call.method(),
                call.target(),
                required(call, Fields.TIME),
                nonce,
                call.header(Fields.ERA).orElse(""),
                call.header(Fields.DIGEST).orElse(""));
        if (!known.proves(claim, required(call, Fields.PROOF))) {
            throw new Refusal(
                    ErrorCode.UNAUTHORIZED,
                    "the proof is wrong: is the cluster secret of this chunk server and its gateways the same?");
        }
        call.prove(status -> Optional.of(known.proveAnswer(nonce, status)));
        checkTime(claim.time(), nonce);
    }

    private void checkTime(String text, String nonce) {
        long now = clock.millis();
        long time = Numbers.parse(text, Long.MAX_VALUE / 2)
                .orElseThrow(() -> new Refusal(ErrorCode.UNAUTHORIZED, "the time is no number of milliseconds"));
        if (Math.abs(now - time) > SKEW.toMillis()) {
            throw new Refusal(
                    ErrorCode.UNAUTHORIZED,
                    "the clocks are " + Math.abs(now - time) / 1000 + " s apart, at most " + SKEW.toSeconds()
                            + " s are allowed: let both machines ask a time server");
        }
        if (!nonces.accept(nonce, now)) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "this request was made before");
        }
    }

    /**
     * Checks a short body against the digest that the proof covers.
     *
     * @throws Refusal if it is another
     */
    void checkBody(Call call, byte[] body) {
        if (secret.isPresent() && !required(call, Fields.DIGEST).equals(ClusterSecret.digest(body))) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "the body is not the one that was signed");
        }
    }

    /** A page whose name was pointed at this machine still sends that name. */
    private void checkHost(String host) {
        int colon = host.lastIndexOf(':');
        String asked = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        boolean address = asked.startsWith("[") || asked.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (!address && !asked.equalsIgnoreCase("localhost") && !asked.equalsIgnoreCase(name)) {
            throw new Refusal(
                    ErrorCode.UNAUTHORIZED,
                    "without a cluster secret the chunk server is asked by address or as localhost, not as " + asked);
        }
    }

    private static String required(Call call, String field) {
        return call.header(field)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNAUTHORIZED,
                        "the field " + field + " is not there: this chunk server wants the cluster secret proven"));
    }
}
