package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with rclone: sync, check, copy, move, look at versions, purge. */
final class RcloneIT {
    private final String bucket = Clients.bucketName(RcloneIT.class);
    private final String remote = "slime:" + bucket;

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void makeBucket() throws Exception {
        Files.writeString(
                directory.resolve("rclone.conf"),
                SharedServer.endpoint().slime("connect", "rclone").run().ok().out());
        rclone("mkdir", remote);
    }

    private String rclone(String... arguments) {
        return run(command(arguments));
    }

    private Command command(String... arguments) {
        return Command.ifInstalled("rclone", "--config", "rclone.conf", "--retries", "1", "--low-level-retries", "1")
                .with("--s3-chunk-size", "5M", "--s3-upload-cutoff", "5M", "--s3-copy-cutoff", "5M")
                .with(arguments)
                .in(directory);
    }

    private static String run(Command command) {
        return command.run().ok().out();
    }

    @Test
    void aTreeIsSyncedThereAndBack() throws Exception {
        SampleData.directory(directory.resolve("from"), 100, 81);
        Files.write(directory.resolve("from/large"), SampleData.bytes(82, 12_000_000));
        rclone("sync", "from", remote + "/tree");
        rclone("check", "from", remote + "/tree");
        rclone("check", "--download", "from", remote + "/tree");
        rclone("sync", remote + "/tree", "to");
        Command.of("diff", "-r", "from", "to").in(directory).run().ok();
        assertThat(rclone("hashsum", "MD5", remote + "/tree/large"))
                .startsWith(SampleData.digest("MD5", SampleData.bytes(82, 12_000_000)));
        Files.delete(directory.resolve("from/large"));
        rclone("sync", "from", remote + "/tree");
        assertThat(rclone("lsf", "-R", "--files-only", remote).lines()).hasSize(100);
        rclone("purge", remote);
        assertThat(rclone("lsd", "slime:")).doesNotContain(bucket);
    }

    @Test
    void largeObjectsAreCopiedAndMovedInParts() throws Exception {
        Path large = Files.write(directory.resolve("large"), SampleData.bytes(83, 12_000_000));
        rclone("copyto", "large", remote + "/a/one");
        rclone("copyto", remote + "/a/one", remote + "/b/two");
        rclone("moveto", remote + "/b/two", remote + "/c/three");
        assertThat(rclone("lsf", "-R", "--files-only", remote).lines()).containsExactlyInAnyOrder("a/one", "c/three");
        rclone("copyto", remote + "/c/three", "back");
        assertThat(Files.mismatch(large, directory.resolve("back"))).isEqualTo(-1);
        assertThat(rclone("backend", "list-multipart-uploads", remote)).contains("[]");
        rclone("purge", remote);
    }

    @Test
    void versionsAreSeenAndCleanedUp() {
        rclone("backend", "versioning", remote, "Enabled");
        for (String text : new String[] {"one", "second"}) {
            run(command("rcat", remote + "/file").input(text));
        }
        rclone("deletefile", remote + "/file");
        assertThat(rclone("lsf", remote)).isEmpty();
        assertThat(rclone("lsf", "--format", "s", "--s3-versions", remote).lines())
                .containsExactlyInAnyOrder("3", "6");
        rclone("backend", "cleanup-hidden", remote);
        assertThat(rclone("lsf", "--s3-versions", remote)).isEmpty();
        rclone("rmdir", remote);
    }
}
