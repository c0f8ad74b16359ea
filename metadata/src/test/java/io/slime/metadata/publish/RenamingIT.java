package io.slime.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.object.Lock;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.testing.MetadataForTests;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Renames: both keys change, or neither. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RenamingIT {
    private final MetadataForTests rig = MetadataForTests.open();

    RenamingIT() {
        rig.metadata().buckets().create("b", MetadataForTests.OWNER, false, true);
        rig.metadata().buckets().create("v", MetadataForTests.OWNER, true, true);
    }

    @AfterAll
    void close() {
        rig.close();
    }

    private ObjectVersion put(String path) {
        return ((PublishResult.Published) rig.put(path)).version();
    }

    private Optional<ObjectVersion> find(String path) {
        return rig.metadata().objects().find(path).map(found -> found.version());
    }

    private PublishResult rename(ObjectVersion from, String to, Precondition precondition) {
        Precondition.IfCurrent current =
                new Precondition.IfCurrent(from.order(), from.content().orElseThrow());
        Facts facts = new Facts(from.etag(), from.attributes(), from.tags(), Lock.NONE);
        return rig.publish(new Publish.Rename(from.path(), current, to, from.size(), facts, precondition));
    }

    @Test
    void theContentMovesAndTheOldPathIsGone() {
        ObjectVersion from = put("b/from");
        put("b/to");
        assertThat(rename(from, "b/to", new Precondition.None())).isInstanceOf(PublishResult.Published.class);
        assertThat(find("b/from")).isEmpty();
        ObjectVersion to = find("b/to").orElseThrow();
        assertThat(to.content()).isEqualTo(from.content());
        assertThat(to.etag()).isEqualTo(from.etag());
        assertThat(to.attributes()).isEqualTo(from.attributes());
    }

    @Test
    void whereVersionsAreKeptAMarkerStaysBehind() {
        ObjectVersion from = put("v/from");
        assertThat(rename(from, "v/to", new Precondition.None())).isInstanceOf(PublishResult.Published.class);
        assertThat(find("v/from").orElseThrow().deleteMarker()).isTrue();
        assertThat(rig.metadata().objects().find("v/from", from.versionId())).isPresent();
        assertThat(find("v/to").orElseThrow().content()).isEqualTo(from.content());
    }

    @Test
    void whatIsRefusedChangesNeither() {
        ObjectVersion from = put("b/stays");
        ObjectVersion there = put("b/there");
        assertThat(rename(from, "b/there", new Precondition.IfAbsent()))
                .isEqualTo(new PublishResult.PreconditionFailed());
        assertThat(rename(from, "nowhere/to", new Precondition.None())).isEqualTo(new PublishResult.NoSuchBucket());
        ObjectVersion now = put("b/stays");
        assertThat(rename(from, "b/there", new Precondition.None())).isEqualTo(new PublishResult.SourceGone());
        assertThat(find("b/stays").orElseThrow().content()).isEqualTo(now.content());
        assertThat(find("b/there").orElseThrow().content()).isEqualTo(there.content());
    }

    @Test
    void ofManyRenamesOfOneObjectExactlyOneWins() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                String path = "b/race" + round;
                ObjectVersion from = put(path);
                List<CompletableFuture<PublishResult>> all = IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> rename(from, path + "-" + i, new Precondition.None()), threads))
                        .toList();
                List<Boolean> won = all.stream()
                        .map(each -> each.join() instanceof PublishResult.Published)
                        .toList();
                assertThat(won).containsOnlyOnce(true);
                assertThat(find(path)).isEmpty();
                for (int i = 0; i < 8; i++) {
                    assertThat(find(path + "-" + i).isPresent()).isEqualTo(won.get(i));
                }
            }
        }
    }

    @Test
    void aWriteAndARenameAtTheSameTimeLoseNothing() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                String path = "b/written" + round;
                ObjectVersion from = put(path);
                CompletableFuture<ObjectVersion> written = CompletableFuture.supplyAsync(() -> put(path), threads);
                PublishResult renamed = rename(from, path + "-to", new Precondition.None());
                ObjectVersion late = written.join();
                assertThat(find(path).orElseThrow().content()).isEqualTo(late.content());
                assertThat(find(path + "-to").flatMap(ObjectVersion::content))
                        .isEqualTo(renamed instanceof PublishResult.Published ? from.content() : Optional.empty());
            }
        }
    }
}
