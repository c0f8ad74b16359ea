package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which object a command means. */
final class ObjectName {
    @Parameters(paramLabel = "s3://BUCKET/KEY", description = "the object; without s3:// a path of the native API")
    private String name = "";

    /** The version, if one is named. */
    @Option(names = "--version-id", paramLabel = "ID", description = "a version other than the current one")
    @Nullable
    String version;

    /** The object's path. */
    String path() {
        return name.startsWith("s3://") ? name.substring("s3://".length()) : name;
    }

    /** The route with its query. */
    String route(String what) {
        String route = "/objects/" + what + "?path=" + AdminClient.segment(path());
        return version == null ? route : route + "&version=" + AdminClient.segment(version);
    }
}
