package io.slime.gateway.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the logins of an address that failed: after ten it waits for a minute. */
final class LoginBrake {
    static final int MOST = 10;

    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private final Cache<InetAddress, AtomicInteger> failed;

    LoginBrake(Ticker nanos) {
        this.failed = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(WAIT)
                .ticker(nanos)
                .build();
    }

    /**
     * Lets an address try.
     *
     * @throws Denied 429, if it failed too often
     */
    void check(InetAddress client) {
        AtomicInteger count = failed.getIfPresent(client);
        if (count != null && count.get() >= MOST) {
            throw new Denied(429, "too many logins failed from here: try again in a minute");
        }
    }

    void failed(InetAddress client) {
        failed.get(client, _ -> new AtomicInteger()).incrementAndGet();
    }
}
