package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket mounted by s3fs, with files that are renamed, changed and appended to, and a clone of git. Skipped where FUSE is not. */
final class S3fsIT {
    private final String bucket = Clients.bucketName(S3fsIT.class);

    @TempDir
    Path directory = Path.of("");

    private Path mount = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "there is no /dev/fuse that may be written");
        var endpoint = SharedServer.endpoint();
        Path password = Files.writeString(
                directory.resolve("password"),
                endpoint.key().id() + ":" + endpoint.key().secret());
        Command.of("chmod", "600", password.toString()).run().ok();
        Command s3fs = Command.ifInstalled("s3fs", bucket, "mount", "-o", "passwd_file=" + password)
                .with("-o", "url=" + endpoint.s3(), "-o", "use_path_request_style", "-o", "endpoint=us-east-1")
                .in(directory);
        endpoint.aws("s3", "mb", "s3://" + bucket).run().ok();
        mount = Files.createDirectory(directory.resolve("mount"));
        var mounted = s3fs.run();
        Assumptions.assumeTrue(mounted.exit() == 0, () -> "s3fs cannot mount here: " + mounted.err());
    }

    @AfterEach
    void unmount() {
        Command.of("umount", "--lazy", mount.toString()).run();
    }

    private Command in(Path where, String... line) {
        return Command.of(line).in(where).env("GIT_CONFIG_GLOBAL", "/dev/null");
    }

    @Test
    void filesAreRenamedChangedAndAppendedTo() throws Exception {
        Path large = Files.write(directory.resolve("large"), SampleData.bytes(101, 30_000_000));
        in(mount, "cp", large.toString(), "one").run().ok();
        in(mount, "mv", "one", "two").run().ok();
        in(mount, "chmod", "600", "two").run().ok();
        in(mount, "cmp", large.toString(), "two").run().ok();
        for (Path file : new Path[] {large, mount.resolve("two")}) {
            in(mount, "sh", "-c", "printf end >>'" + file + "'").run().ok();
        }
        in(mount, "cmp", large.toString(), "two").run().ok();
        assertThat(in(mount, "stat", "-c", "%a", "two").run().ok().out()).isEqualTo("600\n");
        in(mount, "mkdir", "sub").run().ok();
        in(mount, "mv", "two", "sub/three").run().ok();
        assertThat(in(mount, "ls").run().ok().out()).isEqualTo("sub\n");
        in(mount, "rm", "-r", "sub").run().ok();
        assertThat(in(mount, "ls").run().ok().out()).isEmpty();
    }

    @Test
    void aRepositoryIsClonedAndCommittedTo() throws Exception {
        Path origin = directory.resolve("origin");
        SampleData.directory(origin, 10, 102);
        in(origin, "git", "init", "-q", "-b", "main").run().ok();
        commit(origin);
        in(mount, "git", "clone", "-q", "--template=", origin.toString(), "clone")
                .run()
                .ok();
        Path clone = mount.resolve("clone");
        assertThat(in(clone, "git", "status", "--short").run().ok().out()).isEmpty();
        in(clone, "git", "fsck", "--full").run().ok();
        in(directory, "diff", "-r", "--exclude=.git", origin.toString(), clone.toString())
                .run()
                .ok();
        in(clone, "sh", "-c", "echo more >more").run().ok();
        commit(clone);
        in(clone, "git", "fsck", "--full").run().ok();
    }

    private void commit(Path where) {
        in(where, "git", "add", "-A").run().ok();
        in(where, "git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "subject")
                .run()
                .ok();
    }
}
