package io.slime.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.object.Found;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.testing.MetadataForTests;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may be asked of a version that is to be removed for good. */
final class VersionPreconditionsIT {
    private static final PublishResult FAILED = new PublishResult.PreconditionFailed();

    private static MetadataForTests rig;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
        rig.metadata().buckets().create("kept", MetadataForTests.OWNER, false, true);
        rig.metadata().buckets().setVersioning("kept", Versioning.ENABLED);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    private static ObjectVersion put(String path) {
        return ((PublishResult.Published) rig.put(path)).version();
    }

    private static ObjectVersion hide(String path) {
        PublishResult result = rig.publish(new Publish.Remove(path, true, new Precondition.None()));
        return ((PublishResult.Removed) result).marker().orElseThrow();
    }

    private static PublishResult remove(ObjectVersion version, Precondition precondition) {
        return rig.publish(new Publish.RemoveVersion(version.path(), version.versionId(), false, precondition));
    }

    private static Optional<Found> current(String path) {
        return rig.metadata().objects().find(path);
    }

    @Test
    void oneThatBecameCurrentAgainIsNotBehind() {
        ObjectVersion old = put("kept/a");
        ObjectVersion newer = put("kept/a");
        remove(newer, new Precondition.None());
        assertThat(remove(old, new Precondition.IfBehind(old.order()))).isEqualTo(FAILED);
        assertThat(current("kept/a").orElseThrow().version().versionId()).isEqualTo(old.versionId());
    }

    @Test
    void oneThatIsBehindGoesUnlessItIsAnother() {
        ObjectVersion old = put("kept/b");
        put("kept/b");
        assertThat(remove(old, new Precondition.IfBehind(old.order() + 1))).isEqualTo(FAILED);
        assertThat(remove(old, new Precondition.IfBehind(old.order())))
                .isEqualTo(new PublishResult.VersionRemoved(false, true));
    }

    @Test
    void aMarkerThatHidesSomethingIsNotAlone() {
        put("kept/c");
        ObjectVersion marker = hide("kept/c");
        assertThat(remove(marker, new Precondition.IfAlone(marker.order()))).isEqualTo(FAILED);
        assertThat(current("kept/c").orElseThrow().version().deleteMarker()).isTrue();
    }

    @Test
    void aMarkerThatIsAloneGoesUnlessAnObjectTookItsPlace() {
        ObjectVersion marker = hide("kept/d");
        rig.metadata().buckets().setVersioning("kept", Versioning.SUSPENDED);
        ObjectVersion nameless = hide("kept/e");
        put("kept/e"); // has the marker's id by now
        rig.metadata().buckets().setVersioning("kept", Versioning.ENABLED);
        assertThat(remove(nameless, new Precondition.IfAlone(nameless.order()))).isEqualTo(FAILED);
        assertThat(current("kept/e").orElseThrow().version().deleteMarker()).isFalse();
        assertThat(remove(marker, new Precondition.IfAlone(marker.order())))
                .isEqualTo(new PublishResult.VersionRemoved(true, true));
        assertThat(current("kept/d")).isEmpty();
    }
}
