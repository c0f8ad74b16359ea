package io.slime.gateway.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.failure.StorageException;
import org.junit.jupiter.api.Test;

final class PublicationsTest {
    @Test
    void onlyAFailureThatIsCertainAllowsToDelete() {
        assertThat(Publications.unmade(new StorageException.PreconditionFailed("If-Match")))
                .isTrue();
        assertThat(Publications.unmade(new StorageException.Unavailable("away")))
                .isTrue();
        assertThat(Publications.unmade(new StorageException.OutcomeUnknown("lost")))
                .isFalse();
        assertThat(Publications.unmade(new IllegalStateException("a bug"))).isFalse();
    }
}
