package io.slime.gateway.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.object.Attributes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VersionsTest {
    private static final Description FULL = new Description(
            "etag",
            Optional.of("ef".repeat(32)),
            Map.of("content-type", "text/plain", "expires", "never"),
            Map.of("x", "1", "y", ""),
            new Checksums(Map.of("CRC32C", "AAAAAA==", "XXHASH128", "q-3"), Checksums.Type.COMPOSITE),
            "GLACIER",
            "owner",
            true);

    @Test
    void descriptionsComeBackAsTheyWere() {
        Description plain = new Description(
                "e", Optional.empty(), Map.of(), Map.of(), Checksums.NONE, Description.STANDARD, "", false);
        for (Description description : new Description[] {FULL, plain}) {
            assertThat(Versions.description(description.etag(), Versions.attributes(description)))
                    .isEqualTo(description);
        }
    }

    @Test
    void keepsChecksumsByLowerCaseNames() {
        Attributes attributes = Versions.attributes(FULL);
        assertThat(attributes.checksums()).containsOnlyKeys("crc32c", "xxhash128");
        assertThat(attributes.fact(Attributes.CHECKSUM_TYPE)).contains("COMPOSITE");
        assertThat(attributes.fact(Attributes.OWNER)).contains("owner");
        assertThat(attributes.fact(Attributes.STORAGE_CLASS)).contains("GLACIER");
    }

    @Test
    void countsParts() {
        assertThat(Versions.attributes(FULL, 0)).isEqualTo(Versions.attributes(FULL));
        assertThat(Versions.attributes(FULL, 3).fact(Attributes.PART_COUNT)).contains("3");
        assertThat(Versions.description("etag", Versions.attributes(FULL, 3))).isEqualTo(FULL);
    }

    @Test
    void theNativeTagIsTheSha256OfNativeWritesOnly() {
        assertThat(FULL.nativeEtag()).isEqualTo("ef".repeat(32));
        Description byS3 = new Description(
                "etag", FULL.sha256(), Map.of(), Map.of(), Checksums.NONE, Description.STANDARD, "", false);
        assertThat(byS3.nativeEtag()).isEqualTo("etag");
    }
}
