package io.slime.gateway.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which server is meant and how to print. */
final class Target {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the server's admin URL (SLIME_URL; http://127.0.0.1:17944)")
    @Nullable
    String url;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "the authority that an https URL's certificate is of, as PEM (SLIME_CA_FILE)")
    @Nullable
    Path caFile;

    @Option(names = "--data", paramLabel = "DIR", description = "read URL and key from the directory of a slime server")
    @Nullable
    Path data;

    @Option(names = "--profile", paramLabel = "NAME", description = "read URL and key from ~/.config/slime/config.toml")
    @Nullable
    String profile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide, json or jsonl (SLIME_OUTPUT)")
    @Nullable
    OutputFormat output;
}
