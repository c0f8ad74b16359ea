package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository of restic in a bucket: made, filled, checked, restored, thinned out. */
final class ResticIT {
    private final String bucket = Clients.bucketName(ResticIT.class);

    @TempDir
    Path directory = Path.of("");

    private Command.Result restic(String... arguments) {
        return Command.ifInstalled("restic", "--no-cache", "--quiet")
                .with(arguments)
                .env(SharedServer.endpoint().key().environment())
                .env("RESTIC_REPOSITORY", "s3:" + SharedServer.endpoint().s3() + "/" + bucket)
                .env("RESTIC_PASSWORD", "secret")
                .in(directory)
                .run();
    }

    @Test
    void aBackupIsRestoredByteForByte() throws Exception {
        Path from = directory.resolve("from");
        SampleData.directory(from, 100, 71);
        Files.write(from.resolve("large"), SampleData.bytes(72, 20_000_000));
        restic("init").ok();
        assertThat(restic("init").exit()).as("once is enough").isNotZero();
        restic("backup", "from").ok();
        Files.writeString(from.resolve("later"), "added");
        restic("backup", "from").ok();
        restic("check", "--read-data").ok();
        restic("restore", "latest", "--target", "to").ok();
        Command.of("diff", "-r", from.toString(), directory.resolve("to/from").toString())
                .run()
                .ok();
        Files.delete(from.resolve("large"));
        restic("backup", "from").ok();
        restic("forget", "--keep-last", "1", "--prune").ok();
        restic("check", "--read-data").ok();
        assertThat(restic("list", "snapshots").ok().out().lines()).hasSize(1);
        assertThat(restic("list", "locks").ok().out()).isEmpty();
    }
}
