package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cli.client.AdminClient;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime redundancy plan}: what another redundancy would mean. */
@Command(name = "plan", description = "Compare another redundancy with the present one; changes nothing.")
final class RedundancyPlan implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(index = "0", paramLabel = "NEED", description = "chunks that suffice")
    private int need;

    @Parameters(index = "1", paramLabel = "TOTAL", description = "chunks that are kept")
    private int total;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "plan for a bucket rather than the cluster")
    private String bucket = "";

    @Option(names = "--class", paramLabel = "CLASS", description = "plan for a storage class")
    private String storageClass = "";

    RedundancyPlan(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Redundancy wanted = RedundancyCommand.checked(need, total);
        Session session = remote.open();
        String query = "?need=" + wanted.need() + "&total=" + wanted.total()
                + (bucket.isEmpty() ? "" : "&bucket=" + AdminClient.segment(bucket))
                + (storageClass.isEmpty() ? "" : "&class=" + AdminClient.segment(storageClass));
        return session.print(session.client().get("/redundancy/plan" + query), RedundancyPlan::text);
    }

    static String text(JsonNode plan) {
        JsonNode now = plan.path("now");
        JsonNode planned = plan.path("planned");
        int usable = plan.path("usable_stores").asInt();
        Table table = new Table("", "now (" + name(now) + ")", "planned (" + name(planned) + ")", "")
                .row("  overhead", overhead(now), overhead(planned), "")
                .row("  survives", survives(now), survives(planned), "")
                .row("  at present", present(now), present(planned), domains(plan))
                .row("  space", space(now), space(planned), "")
                .row("  minimum", stores(now), stores(planned), "you have " + usable + " usable");
        JsonNode rewrite = plan.path("rewrite");
        String time = rewrite.path("seconds").isNumber()
                ? ", about "
                        + Human.duration(
                                Duration.ofSeconds(rewrite.path("seconds").asLong()))
                : "";
        String load = "   (" + Human.count(rewrite.path("contents")) + " contents, of "
                + Human.bytes(rewrite.path("bytes")) + " stored" + time + ")\n";
        return table + commands(plan, planned, load);
    }

    /** What to type for it: for the cluster what is stored is converted only if that is said, else unless it is said. */
    private static String commands(JsonNode plan, JsonNode planned, String load) {
        String numbers =
                planned.path("need").asInt() + " " + planned.path("total").asInt();
        String name = plan.path("name").asText();
        return switch (plan.path("scope").asText()) {
            case "bucket" -> "Set it: slime bucket redundancy " + name + " " + numbers + load;
            case "class" -> "Set it: slime redundancy class set " + name + " " + numbers + load;
            default ->
                "New objects: slime redundancy set " + numbers + "\nAll that is stored, too: slime redundancy set "
                        + numbers + " --rewrite" + load;
        };
    }

    /** What the data takes on the stores. */
    private static String space(JsonNode redundancy) {
        return Human.bytes(redundancy.path("stored"));
    }

    private static String present(JsonNode redundancy) {
        int stores = redundancy.path("survives_stores").asInt();
        int domains = redundancy.path("survives_domains").asInt();
        return stores < 0
                ? "cannot be written"
                : "any " + stores + (stores == 1 ? " store, any " : " stores, any ") + domains
                        + (domains == 1 ? " domain" : " domains");
    }

    private static String domains(JsonNode plan) {
        int domains = plan.path("usable_domains").asInt();
        return "in " + domains + (domains == 1 ? " failure domain" : " failure domains");
    }

    private static String name(JsonNode redundancy) {
        return redundancy.path("need").asInt() + " of "
                + redundancy.path("total").asInt();
    }

    private static String overhead(JsonNode redundancy) {
        double factor =
                redundancy.path("total").asDouble() / redundancy.path("need").asDouble(1);
        return String.format(Locale.ROOT, "%.2fx", factor);
    }

    private static String survives(JsonNode redundancy) {
        int losses = redundancy.path("total").asInt() - redundancy.path("need").asInt();
        return losses == 0 ? "no loss" : losses == 1 ? "any 1 store" : "any " + losses + " stores";
    }

    private static String stores(JsonNode redundancy) {
        return redundancy.path("total").asInt() + " stores";
    }
}
