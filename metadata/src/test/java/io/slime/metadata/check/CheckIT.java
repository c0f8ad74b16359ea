package io.slime.metadata.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.testing.MetadataForTests;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CheckIT {
    private final MetadataForTests rig = MetadataForTests.open();
    private final CheckTable checks = rig.metadata().checks();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void pathsThatHoldDeleteMarkersOnlyAreNotTheEnd() {
        rig.metadata().buckets().create("b", MetadataForTests.OWNER, false, true);
        rig.metadata().buckets().setVersioning("b", Versioning.ENABLED);
        for (int i = 0; i < 3; i++) {
            rig.publish(new Publish.Remove("b/marker" + i, true, new Precondition.None()));
        }
        rig.put("b/object");
        rig.put("c");
        CheckTable.Page markers = checks.versions("b/", "", 2);
        assertThat(markers).isEqualTo(new CheckTable.Page(List.of(), "b/marker1", false));
        CheckTable.Page rest = checks.versions("b/", markers.last(), 2);
        assertThat(rest.versions())
                .singleElement()
                .satisfies(version -> assertThat(version.use().path()).isEqualTo("b/object"));
        assertThat(rest.last()).isEqualTo("b/object");
        assertThat(rest.through()).isFalse();
        assertThat(checks.versions("b/", rest.last(), 2)).isEqualTo(new CheckTable.Page(List.of(), "b/object", true));
    }
}
