package io.slime.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slime.metadata.bucket.BucketCreation;
import io.slime.metadata.bucket.BucketDeletion;
import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.embedded.OtherPostgres;
import io.slime.metadata.listing.ListRequest;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.testing.MetadataForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Slime on PostgreSQL servers that it does not run itself. */
final class ExternalPostgresIT {
    private static final Path DISTRIBUTION = Path.of("/usr/lib/postgresql/15/bin");

    @Test
    void worksOnPostgres15() throws Exception {
        assumeTrue(
                Files.isExecutable(DISTRIBUTION.resolve("postgres")),
                "skipped: there is no PostgreSQL 15 in " + DISTRIBUTION);
        try (OtherPostgres server = OtherPostgres.start(DISTRIBUTION)) {
            useAll(server.url("postgres"));
        }
    }

    @Test
    void worksInAContainer() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "skipped: no container engine answers here");
        try (PostgreSQLContainer server = new PostgreSQLContainer("postgres:18-alpine")) {
            server.withCommand("postgres");
            server.start();
            useAll(new MetadataUrl(
                    server.getJdbcUrl().replaceFirst("\\?.*", ""),
                    Optional.of(server.getUsername()),
                    Optional.of(server.getPassword())));
        }
    }

    /** One of everything that a server might take otherwise: upserts, versions, listings with leaps, repairs, reclaim. */
    private static void useAll(MetadataUrl url) {
        try (MetadataForTests rig = MetadataForTests.open(url)) {
            Metadata metadata = rig.metadata();
            assertThat(metadata.buckets().create("bucket", MetadataForTests.OWNER, false, false))
                    .isInstanceOf(BucketCreation.Created.class);
            for (int i = 0; i < 300; i++) {
                assertThat(rig.put("bucket/" + i % 3 + "/" + i)).isInstanceOf(PublishResult.Published.class);
            }
            assertThat(metadata.listing()
                            .list(new ListRequest("bucket/", "", Optional.of("/"), Optional.empty(), 10))
                            .entries())
                    .extracting("name")
                    .isEqualTo(List.of("0/", "1/", "2/"));
            metadata.buckets().setVersioning("bucket", Versioning.ENABLED);
            rig.put("bucket/v");
            rig.put("bucket/v");
            assertThat(rig.publish(rig.put("bucket/v", new Precondition.IfAbsent())))
                    .isEqualTo(new PublishResult.PreconditionFailed());
            rig.publish(rig.put("bucket/large", rig.content(100, 100, 50), new Precondition.None()));
            assertThat(rig.publish(new Publish.Remove("bucket/v", true, new Precondition.None())))
                    .isInstanceOf(PublishResult.Removed.class);
            metadata.epochs().bumpEra();
            metadata.garbage().stamp(1000);
            metadata.epochs().bumpEra();
            metadata.epochs().retire(rig.gateway());
            assertThat(metadata.garbage().reclaim(1000)).isEmpty();
            assertThat(metadata.buckets().delete("bucket")).isEqualTo(BucketDeletion.NOT_EMPTY);
        }
        try (Metadata again = Metadata.open(MetadataConfig.of(url))) {
            assertThat(again.objects().find("bucket/v").orElseThrow().version().deleteMarker())
                    .isTrue();
        }
    }
}
