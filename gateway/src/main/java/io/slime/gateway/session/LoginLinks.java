package io.slime.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/** Links that log in once, for some minutes, on the gateway that made them: for who started it and reads what it prints. */
public final class LoginLinks {
    /** How long a link holds. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final int MOST = 100;

    private final Tokens tokens = new Tokens();
    private final Cache<String, String> keys;

    /** None yet; {@code nanos} is a clock that only goes forward. */
    public LoginLinks(Ticker nanos) {
        this.keys = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LIFE)
                .ticker(nanos)
                .build();
    }

    /** A new token that logs in with that key. */
    public String make(String accessKeyId) {
        String token = tokens.next();
        keys.put(Tokens.digest(token), accessKeyId);
        return token;
    }

    /** The id of the key that a token logs in with; empty if it never did, or was used, or is over. */
    public Optional<String> take(String token) {
        return Optional.ofNullable(keys.asMap().remove(Tokens.digest(token)));
    }
}
