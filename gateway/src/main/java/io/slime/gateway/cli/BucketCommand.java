package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime bucket}: the buckets and what lies in them. */
@Command(
        name = "bucket",
        synopsisSubcommandLabel = "COMMAND",
        description = "List, create, show and delete buckets, and set their redundancy and quotas.")
final class BucketCommand {
    private BucketCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new BucketCommand())
                .addSubcommand(new BucketList(globals))
                .addSubcommand(new BucketCreate(globals))
                .addSubcommand(new BucketShow(globals))
                .addSubcommand(new BucketRedundancy(globals))
                .addSubcommand(new BucketQuota(globals))
                .addSubcommand(new BucketDelete(globals));
    }

    static String text(JsonNode bucket) {
        return new Facts()
                .add("name", bucket.path("name"))
                .add("owner", bucket.path("owner"))
                .add("created", bucket.path("created"))
                .add("versioning", bucket.path("versioning"))
                .add("object lock", bucket.path("object_lock"))
                .add("redundancy", redundancy(bucket.path("redundancy")))
                .add("quota", QuotaOptions.text(bucket.path("quota")))
                .add("objects", number(bucket.path("objects")))
                .add("their size", Human.bytes(bucket.path("bytes")))
                .add("versions", number(bucket.path("versions")))
                .add("their size", Human.bytes(bucket.path("version_bytes")))
                .add("delete markers", number(bucket.path("delete_markers")))
                .toString();
    }

    private static String redundancy(JsonNode redundancy) {
        return redundancy.path("need").asText() + " of "
                + redundancy.path("total").asText() + (redundancy.path("own").asBoolean() ? ", its own" : "");
    }

    /** A count with its thousands apart, none too. */
    static String number(JsonNode count) {
        return String.format(Locale.ROOT, "%,d", count.asLong());
    }
}
