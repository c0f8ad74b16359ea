package io.slime.chunkd.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DiskCallTest {
    @Test
    void endsWhenThereIsNoMemoryForABuffer() {
        AtomicInteger ended = new AtomicInteger();
        DiskCall<String> call = new DiskCall<>(
                scratch -> "done",
                ended::incrementAndGet,
                () -> {
                    throw new OutOfMemoryError("planned by the test");
                },
                scratch -> {});
        call.run();
        assertThat(ended).hasValue(1);
        assertThatThrownBy(() -> call.await(Duration.ZERO)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void neverBeginsAfterItWasGivenUp() {
        AtomicInteger ended = new AtomicInteger();
        DiskCall<Integer> call = new DiskCall<>(
                scratch -> ended.addAndGet(100), ended::incrementAndGet, () -> ByteBuffer.allocate(0), scratch -> {});
        assertThat(call.giveUp()).isTrue();
        call.run();
        assertThat(call.giveUp()).isFalse();
        assertThat(ended).hasValue(1);
    }
}
