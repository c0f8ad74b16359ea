package io.slime.gateway.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.s3.error.S3Exception;
import org.junit.jupiter.api.Test;

final class StorageErrorsTest {
    @Test
    void anObjectThatIsLostSaysSo() {
        S3Exception error = StorageErrors.of(
                new StorageException.Unreadable("2 of 3 chunks are lost, see slime durability"), false);

        assertThat(error.status()).isEqualTo(500);
        assertThat(error).hasMessageContaining("2 of 3 chunks are lost");
    }
}
