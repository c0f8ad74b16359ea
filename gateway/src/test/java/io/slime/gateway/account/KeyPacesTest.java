package io.slime.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.account.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Keys are served at their rates, and others at once. */
final class KeyPacesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final KeyPaces paces = new KeyPaces(nanos::get);

    private static AccessKey key(String id, Rate rate) {
        User user = new User("id", "ann", "Ann", Optional.empty(), false, Instant.EPOCH);
        return new AccessKey(id, "secret", user, true, Instant.EPOCH, Optional.empty(), Optional.empty(), rate);
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void aSecondsWorthMayComeAtOnceAndThenAtTheRate() {
        AccessKey key = key("a", new Rate(OptionalLong.of(10), OptionalLong.empty()));
        for (int i = 0; i < 10; i++) {
            assertThat(paces.admit(key)).isEmpty();
        }
        assertThat(paces.admit(key)).hasValue(Duration.ofMillis(100));
        pass(100);
        assertThat(paces.admit(key)).isEmpty();
        assertThat(paces.admit(key)).isPresent();
        pass(60_000);
        for (int i = 0; i < 10; i++) {
            assertThat(paces.admit(key)).isEmpty();
        }
        assertThat(paces.admit(key)).isPresent();
    }

    @Test
    void bytesBeyondTheRateAreMadeUpForByThoseThatComeNext() {
        AccessKey key = key("b", new Rate(OptionalLong.empty(), OptionalLong.of(1000)));
        assertThat(paces.admit(key)).isEmpty();
        paces.count(key, 4000);
        assertThat(paces.admit(key)).hasValue(Duration.ofSeconds(3));
        pass(3000);
        assertThat(paces.admit(key)).isEmpty();
    }

    @Test
    void keysWithoutARateAndOtherKeysAreNotHeldUp() {
        AccessKey limited = key("c", new Rate(OptionalLong.of(1), OptionalLong.empty()));
        assertThat(paces.admit(limited)).isEmpty();
        assertThat(paces.admit(limited)).isPresent();
        assertThat(paces.admit(key("d", limited.rate()))).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(paces.admit(key("e", Rate.NONE))).isEmpty();
        }
    }
}
