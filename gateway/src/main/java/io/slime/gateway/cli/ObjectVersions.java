package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime object versions}: the history of one path. */
@Command(name = "versions", description = "Show all versions of an object, the newest first, delete markers too.")
final class ObjectVersions implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "s3://BUCKET/KEY", description = "the object; without s3:// a path of the native API")
    private String name = "";

    ObjectVersions(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        String path = name.startsWith("s3://") ? name.substring("s3://".length()) : name;
        Table table = new Table("version", "modified", ">size", "etag", "");
        session.client().lines("/objects/versions?path=" + AdminClient.segment(path), line -> {
            if (!session.people()) {
                session.terminal().out().println(line);
            } else if (line.path("type").asText().equals("version")) {
                table.row(
                        line.path("version").asText(),
                        Human.text(line.path("modified")),
                        Human.bytes(line.path("size")),
                        Human.text(line.path("etag")),
                        mark(line));
            }
        });
        if (session.people()) {
            session.terminal().out().print(table);
        }
        session.terminal().out().flush();
        return Exit.OK;
    }

    private static String mark(JsonNode line) {
        String marker = line.path("delete_marker").asBoolean() ? "delete marker" : "";
        return line.path("current").asBoolean() ? (marker.isEmpty() ? "current" : "current, " + marker) : marker;
    }
}
