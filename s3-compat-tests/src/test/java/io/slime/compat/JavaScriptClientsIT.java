package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS SDK for JavaScript and MinIO's JavaScript client, as npm brings them, do their daily work. */
final class JavaScriptClientsIT {
    private static final Path SCRIPTS = Checkout.root().resolve("s3-compat-tests/src/test/resources/js");

    @TempDir
    static Path directory = Path.of("");

    @BeforeAll
    static void install() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName().toString()));
            }
        }
        Command.ifInstalled("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .in(directory)
                .run()
                .ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-sdk.mjs", "minio.mjs"})
    void doesItsWork(String script) {
        Endpoint endpoint = SharedServer.endpoint();
        Command.Result result = Command.ifInstalled("node", script)
                .in(directory)
                .env(endpoint.key().environment())
                .env("ENDPOINT", endpoint.s3().toString())
                .run()
                .ok();
        assertThat(result.out()).as("the last step of " + script).endsWith("ok everything goes\n");
    }

    /** What {@code slime connect js} prints, pasted as it is. */
    @Test
    void whatConnectPrintsListsTheBuckets() throws IOException {
        Endpoint endpoint = SharedServer.endpoint();
        endpoint.slime("bucket", "create", "connect-js").run().ok();
        Files.writeString(
                directory.resolve("connect.mjs"),
                endpoint.slime("connect", "js").run().ok().out());
        assertThat(Command.ifInstalled("node", "connect.mjs")
                        .in(directory)
                        .run()
                        .ok()
                        .out())
                .contains("connect-js");
    }
}
