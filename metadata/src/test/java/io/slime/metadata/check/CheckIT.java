package io.slime.metadata.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.reference.VersionScan;
import io.slime.metadata.reference.VersionScan.Place;
import io.slime.metadata.testing.MetadataForTests;
import java.util.ArrayList;
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
        bucket();
        for (int i = 0; i < 3; i++) {
            rig.publish(new Publish.Remove("b/marker" + i, true, new Precondition.None()));
        }
        rig.put("b/object");
        rig.put("c");
        VersionScan.Page<KnownVersion> markers = checks.versions(new VersionScan("b/", Place.FIRST, 2));
        assertThat(markers).isEqualTo(new VersionScan.Page<>(List.of(), Place.behind("b/marker1"), false));
        VersionScan.Page<KnownVersion> rest = checks.versions(new VersionScan("b/", markers.last(), 2));
        assertThat(rest.found())
                .singleElement()
                .satisfies(version -> assertThat(version.use().path()).isEqualTo("b/object"));
        assertThat(rest.last()).isEqualTo(Place.behind("b/object"));
        assertThat(rest.through()).isTrue();
        assertThat(checks.versions(new VersionScan("b/", rest.last(), 2)))
                .isEqualTo(new VersionScan.Page<>(List.of(), Place.behind("b/object"), true));
    }

    @Test
    void aPathWithMoreVersionsThanAPageIsReadInPages() {
        bucket();
        List<String> expected = new ArrayList<>();
        for (String path : List.of("b/a", "b/many", "b/z")) {
            int versions = path.equals("b/many") ? 7 : 1;
            List<String> put = new ArrayList<>();
            for (int i = 0; i < versions; i++) {
                put.add(path + " " + version(path));
            }
            expected.addAll(put.reversed());
        }
        rig.publish(new Publish.Remove("b/many", true, new Precondition.None()));
        for (int limit = 1; limit <= 11; limit++) {
            List<String> found = new ArrayList<>();
            Place after = Place.FIRST;
            for (boolean through = false; !through; ) {
                VersionScan.Page<KnownVersion> page = checks.versions(new VersionScan("b/", after, limit));
                assertThat(page.found()).hasSizeLessThanOrEqualTo(limit);
                page.found()
                        .forEach(version -> found.add(version.use().path() + " "
                                + version.content().id().number()));
                through = page.through();
                after = page.last();
            }
            assertThat(found).as("by pages of %d", limit).isEqualTo(expected);
            assertThat(after).isEqualTo(Place.behind("b/z"));
        }
    }

    @Test
    void aVersionThatBecameTheCurrentOneBetweenPagesIsFound() {
        bucket();
        long first = version("b/k");
        version("b/k");
        version("b/k");
        Place place = checks.versions(new VersionScan("b/", Place.FIRST, 2)).last();
        for (int i = 0; i < 2; i++) {
            String id =
                    rig.metadata().objects().find("b/k").orElseThrow().version().versionId();
            rig.publish(new Publish.RemoveVersion("b/k", id, false));
        }
        assertThat(checks.versions(new VersionScan("b/", place, 2)).found())
                .singleElement()
                .satisfies(
                        version -> assertThat(version.content().id().number()).isEqualTo(first));
    }

    private void bucket() {
        rig.metadata().buckets().create("b", MetadataForTests.OWNER, false, true);
        rig.metadata().buckets().setVersioning("b", Versioning.ENABLED);
    }

    /** Puts one more version; the number of its content. */
    private long version(String path) {
        NewContent content = rig.content(10);
        Publish.Put put = rig.put(path, content, new Precondition.None());
        rig.publish(new Publish.Put(path, true, put.source(), put.facts(), put.precondition()));
        return content.id().number();
    }
}
