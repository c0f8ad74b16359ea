package io.slime.gateway.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds keys to their rates, on this gateway. A second's worth may come at once. Bytes are counted when they have gone by, so that a
 * request may go beyond, and those behind it wait until that is made up for.
 */
public final class KeyPaces {
    private static final int MAX_KEYS = 10_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final Cache<String, Pace> paces = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(FORGOTTEN)
            .build();

    /** By a clock that only goes forward, in nanoseconds. */
    KeyPaces(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts a request of a key; or how long it has to wait, and it is not counted. */
    public Optional<Duration> admit(AccessKey key) {
        return key.rate().isNone() ? Optional.empty() : pace(key).admit(key, nanos.getAsLong());
    }

    /** Counts bytes of bodies that went by for a key. */
    public void count(AccessKey key, long bytes) {
        if (key.rate().bytes().isPresent()) {
            pace(key).count(key, bytes, nanos.getAsLong());
        }
    }

    private Pace pace(AccessKey key) {
        return paces.get(key.accessKeyId(), id -> new Pace(nanos.getAsLong()));
    }

    /** What is left of the last second, in requests and in bytes; negative for what has to be made up for. */
    private static final class Pace {
        private double requests = Double.MAX_VALUE;
        private double bytes = Double.MAX_VALUE;
        private long at;

        Pace(long now) {
            this.at = now;
        }

        synchronized Optional<Duration> admit(AccessKey key, long now) {
            refill(key, now);
            double wait = Math.max(
                    missing(requests, 1, key.rate().requests()),
                    missing(bytes, 0, key.rate().bytes()));
            if (wait > 0) {
                return Optional.of(Duration.ofNanos((long) (wait * SECOND)));
            }
            requests -= 1;
            return Optional.empty();
        }

        synchronized void count(AccessKey key, long more, long now) {
            refill(key, now);
            bytes -= more;
        }

        private void refill(AccessKey key, long now) {
            double seconds = (now - at) / SECOND;
            at = now;
            requests = refilled(requests, seconds, key.rate().requests());
            bytes = refilled(bytes, seconds, key.rate().bytes());
        }

        private static double refilled(double left, double seconds, OptionalLong rate) {
            return rate.isEmpty()
                    ? Double.MAX_VALUE
                    : Math.min((double) rate.getAsLong(), left + seconds * rate.getAsLong());
        }

        /** Seconds until that much is left. */
        private static double missing(double left, double wanted, OptionalLong rate) {
            return rate.isEmpty() || left >= wanted ? 0 : (wanted - left) / rate.getAsLong();
        }
    }
}
