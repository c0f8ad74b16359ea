package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.SharedServer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What {@code slime connect} prints, pasted as it is. rclone and s3cmd are tried so by their own tests. */
final class ConnectIT {
    private final String bucket = "connect-" + UUID.randomUUID();

    private static String printed(String client) {
        return SharedServer.endpoint().slime("connect", client).run().ok().out();
    }

    private void makeBucket() {
        SharedServer.endpoint().slime("bucket", "create", bucket).run().ok();
    }

    @Test
    void curlListsTheBuckets() {
        makeBucket();
        assertThat(Command.of("bash", "-ec", printed("curl")).run().ok().out()).contains("<Name>" + bucket + "</Name>");
    }

    @Test
    void awsListsTheBuckets() {
        makeBucket();
        assertThat(Command.of("bash", "-ec", printed("aws")).run().ok().out()).contains(bucket);
    }

    @Test
    void resticMakesARepository() {
        Command.ifInstalled("restic");
        assertThat(Command.of("bash", "-ec", printed("restic").replace("BUCKET", bucket))
                        .env(Map.of("RESTIC_PASSWORD", "secret", "HOME", "/nonexistent"))
                        .run()
                        .ok()
                        .out())
                .contains("created restic repository");
    }

    @Test
    void boto3ListsTheBuckets() {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(each -> Command.of("sh", "-c", each + " -c 'import boto3'")
                                .run()
                                .exit()
                        == 0)
                .findFirst();
        Assumptions.assumeTrue(python.isPresent(), "boto3 is not installed: apt-get install python3-boto3");
        makeBucket();
        assertThat(Command.of(python.get(), "-c", printed("boto3")).run().ok().out())
                .contains("'Name': '" + bucket + "'");
    }

    /** Its provider comes from a registry, so only what it makes of the text by itself. */
    @Test
    void terraformReadsTheProvider() {
        assertThat(Command.ifInstalled("terraform", "fmt", "-")
                        .input(printed("terraform"))
                        .run()
                        .ok()
                        .out())
                .isEqualTo(printed("terraform"));
    }
}
