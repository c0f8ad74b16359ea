package io.slime.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import org.junit.jupiter.api.Test;

final class RepliesTest {
    @Test
    void everyFailureHasItsStatus() {
        assertThat(Replies.of(new StorageException.NoSuchKey("a")).status()).isEqualTo(404);
        assertThat(Replies.of(new StorageException.PreconditionFailed("x")).status())
                .isEqualTo(412);
        assertThat(Replies.of(new StorageException.PreconditionMissing("a")).status())
                .isEqualTo(412);
        assertThat(Replies.of(new StorageException.ConcurrentConflict("x")).status())
                .isEqualTo(409);
        assertThat(Replies.of(new StorageException.Refused("x")).status()).isEqualTo(400);
        assertThat(Replies.of(new StorageException.Unreadable("x")).status()).isEqualTo(500);
    }

    @Test
    void anOutageSaysWhenToComeBack() {
        Answer answer = Replies.of(new StorageException.Unavailable("1 of 2 stores answer"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
        assertThat(Replies.of(new StorageException.OutcomeUnknown("x")).status())
                .isEqualTo(503);
    }

    @Test
    void aRangeThatCannotBeSatisfiedSaysTheSize() {
        Answer answer = Replies.of(new StorageException.RangeUnsatisfiable(7));
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.headers()).containsEntry("Content-Range", "bytes */7");
    }
}
