package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/how-to/move-here.md says, from one Slime to another. */
final class MoveHereIT {
    private static final String DOCUMENT = "docs/how-to/move-here.md";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::photos/public/*"}]}""";
    private static final String LIFECYCLE =
            "{\"Rules\":[{\"ID\":\"r\",\"Status\":\"Enabled\",\"Filter\":{\"Prefix\":\"tmp/\"},\"Expiration\":{\"Days\":7}}]}";
    private static final String CORS = "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"]}]}";

    @TempDir
    private Path directory = Path.of("");

    private Map<String, String> replacements(AllInOne old, AllInOne here) {
        Map<String, String> all = new HashMap<>();
        all.put("./data", here.directory().toString());
        all.put("./slime ", Checkout.launcher() + " ");
        all.put("http://127.0.0.1:9000", old.endpoint().s3().toString());
        all.put("http://127.0.0.1:27942", old.endpoint().nativeApi().toString());
        all.put("http://127.0.0.1:17942", here.endpoint().nativeApi().toString());
        all.put("http://127.0.0.1:17943", here.endpoint().s3().toString());
        for (String name : List.of("keys.csv", "versioning.json", "policy.json", "lifecycle.json", "cors.json")) {
            all.put(name, directory.resolve(name).toString());
        }
        return all;
    }

    @Test
    void keysObjectsAndRulesComeAlong() throws IOException {
        Command.ifInstalled("rclone");
        try (AllInOne old = AllInOne.start();
                AllInOne here = AllInOne.start()) {
            old.endpoint().slime("user", "create", "ann").run().ok();
            old.endpoint()
                    .slime("key", "create", "--user", "ann", "--access-key", "OLDKEYID", "--secret-key", "oldsecretkey")
                    .run()
                    .ok();
            fill(ann(old));
            Map<String, String> environment = Map.of(
                    "RCLONE_CONFIG", directory.resolve("rclone.conf").toString(), "AWS_DEFAULT_REGION", "us-east-1");
            try (CodeBlocks blocks = new CodeBlocks(replacements(old, here), environment)) {
                write("keys.csv", CodeBlocks.lines(DOCUMENT, "Keep the keys", "csv"));
                assertThat(blocks.run(CodeBlocks.lines(DOCUMENT, "Keep the keys", "sh")))
                        .contains("OLDKEYID", "OTHERKEYID");
                write(
                        "rclone.conf",
                        CodeBlocks.lines(DOCUMENT, "Copy the objects", "ini").stream()
                                .map(blocks::replaced)
                                .toList());
                blocks.run(CodeBlocks.lines(DOCUMENT, "Copy the objects", "sh"));
                blocks.run(CodeBlocks.lines(DOCUMENT, "Copy the rules of a bucket", "sh"));
            }
            arrived(ann(here));
        }
    }

    private void write(String name, List<String> lines) throws IOException {
        Files.write(directory.resolve(name), lines);
    }

    private static Endpoint ann(AllInOne server) {
        Endpoint root = server.endpoint();
        return new Endpoint(root.nativeApi(), root.s3(), root.admin(), new SecretKey("OLDKEYID", "oldsecretkey"));
    }

    private void fill(Endpoint ann) throws IOException {
        Path large = Files.write(directory.resolve("large"), SampleData.bytes(95, 12_000_000));
        ann.aws("s3", "mb", "s3://photos").run().ok();
        ann.aws("s3", "cp", large.toString(), "s3://photos/a b/large").run().ok();
        ann.aws("s3", "cp", "-", "s3://photos/public/page")
                .with("--content-type", "text/html", "--cache-control", "max-age=60", "--metadata", "colour=blue")
                .input("<p>")
                .run()
                .ok();
        ann.aws("s3api", "put-bucket-versioning", "--bucket", "photos", "--versioning-configuration", "Status=Enabled")
                .run()
                .ok();
        ann.aws("s3api", "put-bucket-policy", "--bucket", "photos", "--policy", POLICY)
                .run()
                .ok();
        ann.aws("s3api", "put-bucket-lifecycle-configuration", "--bucket", "photos")
                .with("--lifecycle-configuration", LIFECYCLE)
                .run()
                .ok();
        ann.aws("s3api", "put-bucket-cors", "--bucket", "photos", "--cors-configuration", CORS)
                .run()
                .ok();
    }

    private void arrived(Endpoint ann) throws IOException {
        assertThat(ann.aws("s3", "cp", "s3://photos/a b/large", "-").run().ok().bytes())
                .isEqualTo(Files.readAllBytes(directory.resolve("large")));
        assertThat(ann.aws("s3api", "head-object", "--bucket", "photos", "--key", "public/page")
                        .run()
                        .ok()
                        .out())
                .contains("text/html", "max-age=60", "\"colour\": \"blue\"", "mtime");
        assertThat(Command.of("curl", "-sSf", ann.s3() + "/photos/public/page")
                        .run()
                        .ok()
                        .out())
                .as("the policy lets everybody read it")
                .isEqualTo("<p>");
        assertThat(rules(ann, "get-bucket-versioning")).contains("Enabled");
        assertThat(rules(ann, "get-bucket-lifecycle-configuration")).contains("tmp/");
        assertThat(rules(ann, "get-bucket-cors")).contains("GET");
    }

    private static String rules(Endpoint ann, String operation) {
        return ann.aws("s3api", operation, "--bucket", "photos").run().ok().out();
    }

    @Test
    void keysOfAnotherSlimeAreImported() {
        try (AllInOne old = AllInOne.start();
                AllInOne here = AllInOne.start();
                CodeBlocks blocks = new CodeBlocks(replacements(old, here), Map.of())) {
            byte[] large = SampleData.bytes(96, 9_000_000);
            put(old, "large", large);
            put(old, "a%20b/%C3%BC//%25+%3F%2e%2e/c", "odd".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            put(old, "empty", new byte[0]);
            put(old, "taken", new byte[] {1});
            put(here, "taken", new byte[] {2});
            List<String> lines = CodeBlocks.lines(DOCUMENT, "From the original Slime", "sh");
            String command = blocks.replaced(lines.getFirst());

            Command.Result first = Command.of("bash", "-c", command).run();
            assertThat(first.exit()).as(first.err()).isEqualTo(3);
            assertThat(first.out()).contains("3 keys copied (8.6 MiB), 0 there already, 1 differ", "0 failed");
            assertThat(first.err()).contains("differs: taken");
            assertThat(here.endpoint().curl("/data/large").run().ok().bytes())
                    .startsWith(large)
                    .hasSize(large.length + 4);
            assertThat(here.endpoint()
                            .curl("/data/?mode=list&limit=10")
                            .run()
                            .ok()
                            .out())
                    .isEqualTo("a b/ü//%+?../c\nempty\nlarge\ntaken\n\n200");

            Command.Result again = Command.of("bash", "-c", command + " --overwrite --parallel 1")
                    .run()
                    .ok();
            assertThat(again.out()).contains("1 keys copied (1 B), 3 there already, 0 differ");
            assertThat(here.endpoint().curl("/data/taken").run().ok().bytes()[0])
                    .isEqualTo((byte) 1);
        }
    }

    private static void put(AllInOne server, String path, byte[] content) {
        assertThat(server.endpoint()
                        .curl("/data/" + path, "-X", "PUT", "--data-binary", "@-")
                        .input(content)
                        .run()
                        .ok()
                        .out())
                .endsWith("204");
    }
}
