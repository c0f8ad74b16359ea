package io.slime.gateway.cli.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a gateway's listeners and its database. */
final class ListenOptions {
    @Option(
            names = "--metadata",
            paramLabel = "URL",
            description = "the metadata database: JDBC URL or user=… dbname=…")
    private @Nullable String metadata;

    @Option(names = "--s3-listen", paramLabel = "H:P", description = "S3; 127.0.0.1:17943, or none")
    private @Nullable String s3;

    @Option(names = "--native-listen", paramLabel = "H:P", description = "native API; 127.0.0.1:17942, or none")
    private @Nullable String nativeApi;

    @Option(names = "--admin-listen", paramLabel = "H:P", description = "admin API; 127.0.0.1:17944, or none")
    private @Nullable String admin;

    /** As flags of the configuration. */
    Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        put(flags, "proxy.database.dsn", metadata);
        put(flags, "s3.listen", s3);
        put(flags, "proxy.listen", nativeApi);
        put(flags, "admin.listen", admin);
        return flags;
    }

    static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
