package io.slime.gateway.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LockModeTest {
    @Test
    void whatIsNotKnownIsAsStrictAsCanBe() {
        assertThat(LockMode.kept("GOVERNANCE")).isEqualTo(LockMode.GOVERNANCE);
        assertThat(LockMode.kept("COMPLIANCE")).isEqualTo(LockMode.COMPLIANCE);
        assertThat(LockMode.kept("governance")).isEqualTo(LockMode.COMPLIANCE);
        assertThat(LockMode.kept("")).isEqualTo(LockMode.COMPLIANCE);
    }
}
