package io.slime.chunkd.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.testing.Chunks;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RouteTest {
    @Test
    void isReadAsItIsWritten() {
        UUID store = UUID.randomUUID();
        for (Route route : List.of(
                new Route.Uuids(),
                new Route.Stores(),
                new Route.Store(store),
                new Route.Cluster(store),
                new Route.Delete(store),
                new Route.Chunks(store),
                new Route.Scrub(store),
                new Route.Chunk(store, Chunks.id(5)),
                new Route.Description(store, Chunks.id(5)))) {
            assertThat(Route.parse(route.path())).contains(route);
            assertThat(Route.parse("/x" + route.path())).isEmpty();
        }
    }

    @Test
    void takesUuidsInOneFormOnly() {
        assertThat(Route.uuid("1-1-1-1-1")).isEmpty();
        assertThat(Route.uuid("0198C0FF-ee00-7abc-8def-0123456789ab")).isEmpty();
        assertThat(Route.uuid("0198c0ff-ee00-7abc-8def-0123456789ab")).isPresent();
    }
}
