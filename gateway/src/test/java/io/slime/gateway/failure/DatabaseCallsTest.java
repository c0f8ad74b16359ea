package io.slime.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.metadata.transaction.MetadataException;
import org.junit.jupiter.api.Test;

final class DatabaseCallsTest {
    private final Exception cause = new Exception("cause");

    @Test
    void answersComeThrough() {
        assertThat(DatabaseCalls.ask(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void failuresAreToldInTheWordsOfStorage() {
        told(new MetadataException.Unavailable("away", cause), StorageException.Unavailable.class);
        told(new MetadataException.Incompatible("old"), StorageException.Unavailable.class);
        told(new MetadataException.Contended("busy", cause), StorageException.ConcurrentConflict.class);
        told(new MetadataException.OutcomeUnknown("lost", cause), StorageException.OutcomeUnknown.class);
        told(new MetadataException.Corrupt("odd", cause), StorageException.Unreadable.class);
    }

    private static void told(MetadataException failure, Class<? extends StorageException> as) {
        assertThatExceptionOfType(as)
                .isThrownBy(() -> DatabaseCalls.ask(() -> {
                    throw failure;
                }))
                .withMessage(failure.getMessage());
    }
}
