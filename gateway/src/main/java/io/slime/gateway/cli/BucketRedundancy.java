package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime bucket redundancy}: the redundancy of a bucket. */
@Command(
        name = "redundancy",
        description = "Show a bucket's redundancy, or set one of its own; what lies in it is then converted.")
final class BucketRedundancy implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(index = "0", paramLabel = "NAME", description = "the bucket's name")
    private String name = "";

    @Parameters(
            index = "1..2",
            arity = "0..2",
            paramLabel = "NEED TOTAL",
            description = "chunks that suffice, and are kept")
    private List<Integer> numbers = List.of();

    @Option(names = "--default", description = "as the cluster has it")
    private boolean byDefault;

    @Option(names = "--new-only", description = "leave what is stored already as it is")
    private boolean newOnly;

    BucketRedundancy(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        if (numbers.size() == 1 || (byDefault && !numbers.isEmpty()) || (newOnly && numbers.isEmpty())) {
            throw new CommandFailure(Exit.USAGE, "give NEED and TOTAL, or --default, or neither to see what is set");
        }
        Session session = remote.open();
        String route = "/buckets/" + AdminClient.segment(name);
        if (byDefault) {
            session.client().delete(route + "/redundancy");
        } else if (!numbers.isEmpty()) {
            Redundancy wanted = RedundancyCommand.checked(numbers.get(0), numbers.get(1));
            ObjectNode body = RedundancyCommand.body(session, wanted).put("rewrite", !newOnly);
            session.client().put(route + "/redundancy", body);
            RedundancyCommand.warn(session, wanted);
        }
        return session.print(session.client().get(route), BucketRedundancy::sentence);
    }

    private static String sentence(JsonNode bucket) {
        JsonNode redundancy = bucket.path("redundancy");
        String whose = redundancy.path("own").asBoolean() ? "its own" : "the cluster's";
        return bucket.path("name").asText() + ", " + whose + ": " + RedundancyCommand.sentence(redundancy);
    }
}
