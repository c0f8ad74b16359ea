package io.slime.gateway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the key that signs. */
final class KeyOptions {
    @Option(names = "--access-key", paramLabel = "ID", description = "key id (SLIME_ACCESS_KEY, AWS_ACCESS_KEY_ID)")
    @Nullable
    String accessKey;

    @Option(
            names = "--secret-key",
            paramLabel = "SECRET",
            description = "its secret (SLIME_SECRET_KEY, AWS_SECRET_ACCESS_KEY)")
    @Nullable
    String secretKey;
}
