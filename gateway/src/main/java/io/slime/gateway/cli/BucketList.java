package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.AdminClient;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime bucket list}: all buckets. */
@Command(name = "list", description = "List the buckets and how much lies in each.")
final class BucketList implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    BucketList(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode page = session.client().get("/buckets");
        ObjectNode all =
                session.client().object().put("schema", page.path("schema").asText());
        ArrayNode list = all.putArray("buckets");
        page.path("buckets").forEach(list::add);
        while (page.path("next").isTextual()) {
            String after = AdminClient.segment(page.path("next").asText());
            page = session.client().get("/buckets?after=" + after);
            page.path("buckets").forEach(list::add);
        }
        return session.print(all, answer -> text(answer, session.wide()));
    }

    private static String text(JsonNode answer, boolean wide) {
        Table table = wide
                ? new Table(
                        "BUCKET",
                        "OWNER",
                        ">OBJECTS",
                        ">SIZE",
                        ">VERSIONS",
                        ">SIZE OF ALL",
                        "VERSIONING",
                        ">MARKERS",
                        "CREATED")
                : new Table("BUCKET", "OWNER", ">OBJECTS", ">SIZE", ">VERSIONS", ">SIZE OF ALL", "VERSIONING");
        for (JsonNode bucket : answer.path("buckets")) {
            String[] cells = {
                Human.text(bucket.path("name")),
                Human.text(bucket.path("owner")),
                BucketCommand.number(bucket.path("objects")),
                Human.bytes(bucket.path("bytes")),
                BucketCommand.number(bucket.path("versions")),
                Human.bytes(bucket.path("version_bytes")),
                Human.text(bucket.path("versioning")),
                BucketCommand.number(bucket.path("delete_markers")),
                Human.text(bucket.path("created"))
            };
            table.row(wide ? cells : Arrays.copyOf(cells, 7));
        }
        return table.toString();
    }
}
