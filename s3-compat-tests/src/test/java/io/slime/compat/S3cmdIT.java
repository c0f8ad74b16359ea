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

/** What people do with s3cmd: put, get, sync, cp, mv, setacl, setpolicy, info, expire, del. */
final class S3cmdIT {
    private final String bucket = Clients.bucketName(S3cmdIT.class);
    private final String url = "s3://" + bucket;

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void makeBucket() throws Exception {
        Files.writeString(
                directory.resolve("s3cfg"),
                SharedServer.endpoint().slime("connect", "s3cmd").run().ok().out());
        s3cmd("mb", url);
    }

    private String s3cmd(String... arguments) {
        return Command.ifInstalled("s3cmd", "-c", "s3cfg", "--no-progress")
                .with("--multipart-chunk-size-mb=5")
                .with(arguments)
                .in(directory)
                .run()
                .ok()
                .out();
    }

    private String statusOf(String key) {
        return Command.of("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}")
                .with(SharedServer.endpoint().s3() + "/" + bucket + "/" + key)
                .run()
                .ok()
                .out();
    }

    @Test
    void filesGoInAndOutAndAround() throws Exception {
        Path large = Files.write(directory.resolve("large"), SampleData.bytes(91, 12_000_000));
        s3cmd("put", "large", url + "/a/large");
        s3cmd("cp", url + "/a/large", url + "/b/large");
        s3cmd("mv", url + "/b/large", url + "/c/large ü+");
        s3cmd("modify", "--add-header=Cache-Control:max-age=60", url + "/c/large ü+");
        assertThat(s3cmd("info", url + "/c/large ü+")).contains("12000000");
        assertThat(SharedServer.endpoint()
                        .aws("s3api", "head-object", "--bucket", bucket, "--key", "c/large ü+")
                        .run()
                        .ok()
                        .out())
                .contains("max-age=60");
        s3cmd("get", url + "/c/large ü+", "back");
        assertThat(Files.mismatch(large, directory.resolve("back"))).isEqualTo(-1);
        assertThat(s3cmd("ls", url)).contains("/a/", "/c/").doesNotContain("/b/");
        assertThat(s3cmd("multipart", url)).doesNotContain("large");
        s3cmd("del", "--recursive", "--force", url);
        s3cmd("rb", url);
    }

    @Test
    void aDirectoryIsSyncedThereAndBack() throws Exception {
        SampleData.directory(directory.resolve("from"), 40, 92);
        s3cmd("sync", "from/", url + "/tree/");
        assertThat(s3cmd("sync", "from/", url + "/tree/")).doesNotContain("upload:");
        Files.createDirectory(directory.resolve("to"));
        s3cmd("sync", url + "/tree/", "to/");
        Command.of("diff", "-r", "from", "to").in(directory).run().ok();
        s3cmd("rb", "--recursive", "--force", url);
    }

    @Test
    void accessIsGivenAndTakenAway() throws Exception {
        Files.writeString(directory.resolve("file"), "text");
        s3cmd("put", "--acl-public", "file", url + "/file");
        assertThat(statusOf("file")).isEqualTo("200");
        assertThat(s3cmd("info", url + "/file")).contains("*anon*: READ");
        s3cmd("setacl", "--acl-private", url + "/file");
        assertThat(statusOf("file")).isEqualTo("403");
        Files.writeString(
                directory.resolve("policy"),
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}");
        s3cmd("setpolicy", "policy", url);
        assertThat(statusOf("file")).isEqualTo("200");
        assertThat(s3cmd("info", url)).contains("s3:GetObject");
        s3cmd("delpolicy", url);
        assertThat(statusOf("file")).isEqualTo("403");
        s3cmd("expire", "--expiry-days=3", url);
        assertThat(s3cmd("getlifecycle", url)).contains("<Days>3</Days>");
        s3cmd("rb", "--recursive", "--force", url);
    }
}
