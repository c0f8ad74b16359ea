package io.slime.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.account.AccessKey;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.SecretSeal;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.session.SessionTable;
import io.slime.metadata.testing.PostgresForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionsIT {
    private static final Session.Visitor VISITOR = new Session.Visitor("10.0.0.9", "browser".repeat(100));

    private final Metadata metadata = Metadata.open(MetadataConfig.of(PostgresForTests.freshDatabase()));
    private final Accounts accounts = new Accounts(metadata.accounts(), new SecretSeal(new byte[32]));
    private final AccessKey root =
            accounts.createRoot(Optional.empty(), Optional.empty()).orElseThrow();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
    private final Sessions sessions = new Sessions(metadata.consoleSessions(), accounts, now::get);

    @AfterEach
    void close() {
        metadata.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void lastsTwelveHoursIfItIsUsedEachHour() {
        String token = sessions.open(root, VISITOR);
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(59));
            assertThat(sessions.find(token)).as("after " + i + " hours").isPresent();
        }
        pass(Duration.ofMinutes(12));
        assertThat(sessions.find(token)).isEmpty();
        assertThat(sessions.list(Optional.empty())).isEmpty();
    }

    @Test
    void endsAfterAnHourWithoutUse() {
        String token = sessions.open(root, VISITOR);
        pass(Duration.ofMinutes(60));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void keepsNeitherTokensNorWhatIsOver() {
        String token = sessions.open(root, VISITOR);
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(metadata.consoleSessions().list().toString()).doesNotContain(token);
        Session session = sessions.find(token).orElseThrow();
        assertThat(session.visitor().agent()).hasSize(200);
        assertThat(token).doesNotContain(session.id());
        pass(Duration.ofHours(2));
        sessions.open(root, VISITOR);
        assertThat(metadata.consoleSessions().list()).hasSize(1);
    }

    @Test
    void aKeyHasAHundredSessionsAtMost() {
        String first = sessions.open(root, VISITOR);
        for (int i = 0; i < SessionTable.MOST_PER_KEY; i++) {
            pass(Duration.ofSeconds(1));
            sessions.open(root, VISITOR);
        }
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.list(Optional.empty())).hasSize(SessionTable.MOST_PER_KEY);
    }

    @Test
    void isRevokedByItsIdAndByItsOwnUserOnly() {
        String token = sessions.open(root, VISITOR);
        String id = sessions.find(token).orElseThrow().id();
        assertThat(sessions.revoke(id, Optional.of("somebody else"))).isFalse();
        assertThat(sessions.find(token)).isPresent();
        assertThat(sessions.revoke(id, Optional.of(root.user().id()))).isTrue();
        assertThat(sessions.find(token)).isEmpty();
        assertThat(sessions.revoke(id, Optional.empty())).isFalse();
    }

    @Test
    void endsWithItsKey() {
        AccessKey other = accounts.createKey(root.user().id(), Optional.empty(), Optional.empty());
        String token = sessions.open(other, VISITOR);
        assertThat(sessions.find(token)).isPresent();
        accounts.enableKey(other.accessKeyId(), false);
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void aLinkHoldsFiveMinutesAndOnce() {
        AtomicReference<Long> nanos = new AtomicReference<>(0L);
        LoginLinks links = new LoginLinks(nanos::get);
        String used = links.make("KEY");
        assertThat(links.take(used)).contains("KEY");
        assertThat(links.take(used)).isEmpty();
        String late = links.make("KEY");
        nanos.set(LoginLinks.LIFE.toNanos() + 1);
        assertThat(links.take(late)).isEmpty();
        assertThat(links.take("nonsense")).isEmpty();
    }
}
