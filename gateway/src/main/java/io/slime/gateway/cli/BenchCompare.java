package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.bench.BenchRecord;
import io.slime.gateway.cli.bench.Difference;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime bench compare}: what is faster now, and is that more than chance? */
@Command(
        name = "compare",
        description =
                "Compare two records of slime bench run -o json. What differs by less than rounds of one record do is noise.")
final class BenchCompare implements Callable<Integer> {
    /** Figures that are compared, the first of which is better when it is more. */
    private static final List<String> FIGURES =
            List.of("per_second", "server_cpu_micros", "p50_millis", "p99_millis", "client_cpu_micros");

    @Mixin
    private final Remote remote;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "a file with one record or several")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "another one, of the same load")
    private Path after = Path.of("");

    BenchCompare(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        BenchRecord old = read(before);
        BenchRecord now = read(after);
        if (!old.load().equals(now.load())) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "the records are of different loads: " + old.load() + " and " + now.load(),
                    "measure both with the same --size, --clients, --objects and --signed");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("schema", "slime.bench.compare/1");
        answer.putArray("differences");
        for (String kind : old.kinds()) {
            for (String figure : FIGURES) {
                add(answer, kind, figure, List.of(old.figures(kind, figure), now.figures(kind, figure)));
            }
        }
        return session.print(answer, BenchCompare::text);
    }

    private static void add(ObjectNode answer, String kind, String figure, List<List<Double>> rounds) {
        if (rounds.stream().anyMatch(List::isEmpty)) {
            return;
        }
        Difference difference = Difference.of(rounds.getFirst(), rounds.getLast(), figure.equals(FIGURES.getFirst()));
        ObjectNode row = answer.withArray("differences")
                .addObject()
                .put("op", kind)
                .put("figure", figure)
                .put("before", difference.before())
                .put("after", difference.after())
                .put("rounds_before", rounds.getFirst().size())
                .put("rounds_after", rounds.getLast().size())
                .put("verdict", difference.verdict().name().toLowerCase(Locale.ROOT));
        if (Double.isFinite(difference.percent())) {
            row.put("percent", difference.percent());
        }
    }

    private static String text(JsonNode answer) {
        Table table = new Table("OP", "FIGURE", ">BEFORE", ">AFTER", ">CHANGE", "VERDICT");
        boolean few = false;
        for (JsonNode row : answer.path("differences")) {
            String verdict = row.path("verdict").asText().replace('_', ' ');
            few |= verdict.equals("too few");
            table.row(
                    row.path("op").asText(),
                    row.path("figure").asText().replace('_', ' '),
                    figure(row.path("before")),
                    figure(row.path("after")),
                    row.has("percent")
                            ? String.format(
                                    Locale.ROOT, "%+.1f%%", row.path("percent").asDouble())
                            : "-",
                    verdict);
        }
        return table + (few ? "Fewer than three rounds say nothing: slime bench run --rounds 5 -o json\n" : "");
    }

    private static String figure(JsonNode value) {
        double number = value.asDouble();
        return String.format(Locale.ROOT, number < 100 ? "%.2f" : "%.0f", number);
    }

    private static BenchRecord read(Path file) {
        try {
            return BenchRecord.parse(Files.readString(file));
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.FAILED, file + " " + e.getMessage());
        }
    }
}
