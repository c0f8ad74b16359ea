package io.slime.chunkd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.testing.MemoryStore;
import io.slime.chunkd.wire.ClusterSecret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkServerConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void listensToOthersOnlyWithASecret(String host) {
        assertThatThrownBy(() -> ChunkServerConfig.of(host, 17941, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cluster-secret-file")
                .hasMessageContaining("127.0.0.1");
        ClusterSecret secret = ClusterSecret.of("sixteen bytes ok");
        assertThat(ChunkServerConfig.of(host, 17941, Optional.of(secret)).toString())
                .doesNotContain("sixteen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
    void isOpenOnLoopback(String host) {
        assertThat(ChunkServerConfig.of(host, 17941, Optional.empty()).host()).isEqualTo(host);
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> ClusterSecret.of("too short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16");
    }

    @Test
    void refusesTwoStoresOfOneUuid() {
        MemoryStore store = new MemoryStore();
        assertThatThrownBy(() -> ChunkServer.open(
                        ChunkServerConfig.of("127.0.0.1", 0, Optional.empty()), List.of(store, store), Runnable::run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two stores");
    }
}
