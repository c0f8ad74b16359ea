package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type: aws s3 mb, cp, sync, ls, mv, presign, rm, rb. */
final class AwsCliIT {
    private final String bucket = Clients.bucketName(AwsCliIT.class);

    @TempDir
    Path directory = Path.of("");

    private static Command.Result aws(String... arguments) {
        return SharedServer.endpoint().aws(arguments).run();
    }

    @BeforeEach
    void makeBucket() {
        assertThat(aws("s3", "mb", "s3://" + bucket).ok().out()).contains("make_bucket: " + bucket);
    }

    @AfterEach
    void removeBucket() {
        aws("s3", "rb", "--force", "s3://" + bucket).ok();
        assertThat(aws("s3", "ls").ok().out()).doesNotContain(bucket);
    }

    private Path file(String name, int size) throws Exception {
        return Files.write(directory.resolve(name), SampleData.bytes(61, size));
    }

    @Test
    void aDirectoryIsSyncedThereAndBack() throws Exception {
        Path from = directory.resolve("from");
        Path to = directory.resolve("to");
        SampleData.directory(from, 200, 62);
        aws("s3", "sync", "--quiet", from.toString(), "s3://" + bucket + "/tree")
                .ok();
        assertThat(aws("s3", "sync", from.toString(), "s3://" + bucket + "/tree")
                        .ok()
                        .out())
                .as("a second sync has nothing to do")
                .isEmpty();
        assertThat(aws("s3", "ls", "--recursive", "--summarize", "s3://" + bucket)
                        .ok()
                        .out())
                .contains("Total Objects: 200");
        aws("s3", "sync", "--quiet", "s3://" + bucket + "/tree", to.toString()).ok();
        Command.of("diff", "-r", from.toString(), to.toString()).run().ok();
        Files.delete(from.resolve("file 0+ü&%.txt"));
        assertThat(aws("s3", "sync", "--delete", from.toString(), "s3://" + bucket + "/tree")
                        .ok()
                        .out())
                .contains("delete: s3://" + bucket + "/tree/file 0+ü&%.txt");
    }

    @Test
    void largeAndStreamedFilesGoInAndOut() throws Exception {
        Path large = file("large", 20_000_000);
        aws("s3", "cp", "--quiet", large.toString(), "s3://" + bucket + "/large")
                .ok();
        Path back = directory.resolve("back");
        aws("s3", "cp", "--quiet", "s3://" + bucket + "/large", back.toString()).ok();
        assertThat(Files.mismatch(large, back)).isEqualTo(-1);
        SharedServer.endpoint()
                .aws("s3", "cp", "-", "s3://" + bucket + "/streamed")
                .input("from standard input")
                .run()
                .ok();
        assertThat(aws("s3", "cp", "s3://" + bucket + "/streamed", "-").ok().out())
                .isEqualTo("from standard input");
    }

    @Test
    void objectsAreMovedListedAndRemoved() throws Exception {
        Path file = file("small", 1234);
        aws("s3", "cp", file.toString(), "s3://" + bucket + "/a/one").ok();
        aws("s3", "mv", "s3://" + bucket + "/a/one", "s3://" + bucket + "/b/two")
                .ok();
        assertThat(aws("s3", "ls", "s3://" + bucket).ok().out())
                .contains("PRE b/")
                .doesNotContain("PRE a/");
        assertThat(aws("s3", "ls", "s3://" + bucket + "/b/").ok().out()).contains("1234 two");
        aws("s3", "rm", "s3://" + bucket + "/b/two").ok();
        assertThat(aws("s3", "ls", "s3://" + bucket + "/b/").exit()).isEqualTo(1);
    }

    @Test
    void aPresignedUrlIsReadByCurl() throws Exception {
        Path file = file("signed", 100);
        aws("s3", "cp", file.toString(), "s3://" + bucket + "/signed ü").ok();
        // unless told otherwise, version 1 of aws signs URLs by Signature Version 2 and version 2 by Version 4
        for (String settings : List.of("", "s3 =\n    signature_version = s3v4\n")) {
            Path config = Files.writeString(directory.resolve("config"), "[default]\n" + settings);
            String url = SharedServer.endpoint()
                    .aws("s3", "presign", "s3://" + bucket + "/signed ü")
                    .env("AWS_CONFIG_FILE", config.toString())
                    .run()
                    .ok()
                    .out()
                    .strip();
            assertThat(Command.of("curl", "-sSf", url).run().ok().bytes()).isEqualTo(Files.readAllBytes(file));
            assertThat(Command.of("curl", "-sSf", url + "&acl").run().exit())
                    .as("what was not signed")
                    .isNotZero();
        }
    }

    @Test
    void mistakesAreExplained() {
        assertThat(aws("s3", "ls", "s3://no-such-bucket-at-all").err()).contains("NoSuchBucket");
        assertThat(aws("s3api", "get-bucket-replication", "--bucket", bucket).err())
                .contains("ReplicationConfigurationNotFoundError");
        assertThat(aws(
                                "s3api",
                                "put-bucket-notification-configuration",
                                "--bucket",
                                bucket,
                                "--notification-configuration",
                                "{}")
                        .err())
                .contains("NotImplemented");
        assertThat(aws("s3", "mb", "s3://" + bucket).err()).contains("BucketAlreadyOwnedByYou");
    }

    @Test
    void aBucketThatHoldsSomethingIsNotRemoved() throws Exception {
        aws("s3", "cp", file("kept", 10).toString(), "s3://" + bucket + "/kept").ok();
        assertThat(aws("s3", "rb", "s3://" + bucket).err()).contains("BucketNotEmpty");
    }
}
