package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.bench.Limits;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime bench limits}: what would be the best that a server can do here? */
@Command(
        name = "limits",
        description = "Measure what this machine can do at best, to hold figures against: digests, disk, loopback.")
final class BenchLimits implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Option(names = "--dir", paramLabel = "DIR", description = "where to write a file, and delete it; .")
    private Path directory = Path.of(".");

    @Option(names = "--duration", paramLabel = "TIME", description = "how long each is measured; 2s")
    private String duration = "2s";

    BenchLimits(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("schema", "slime.bench.limits/1");
        answer.putArray("limits");
        try {
            new Limits(Quantity.duration(duration), directory)
                    .run(limit -> answer.withArray("limits")
                            .addObject()
                            .put("limit", limit.name())
                            .put("bytes", limit.bytes())
                            .put("per_second", limit.perSecond())
                            .put("cpu_micros", limit.cpu()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "--duration: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "limits in " + directory + ": " + e.getMessage());
        }
        return session.print(answer, BenchLimits::text);
    }

    private static String text(JsonNode answer) {
        Table table = new Table("LIMIT", ">BYTES", ">PER S", ">MB/S", ">CPU US");
        for (JsonNode limit : answer.path("limits")) {
            double perSecond = limit.path("per_second").asDouble();
            table.row(
                    limit.path("limit").asText(),
                    limit.path("bytes").asText(),
                    number("%.0f", perSecond),
                    number("%.1f", perSecond * limit.path("bytes").asDouble() / 1e6),
                    number("%.1f", limit.path("cpu_micros").asDouble()));
        }
        return table.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
