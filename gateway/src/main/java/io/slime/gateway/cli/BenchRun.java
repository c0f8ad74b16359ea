package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.bench.Bench;
import io.slime.gateway.cli.bench.BenchPlan;
import io.slime.gateway.cli.bench.BenchResult;
import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Quantity;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime bench run}: how fast, and at what cost? */
@Command(
        name = "run",
        description =
                "Put a load on the S3 listener and measure it; objects below slime-bench/ are written and deleted.")
final class BenchRun implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Option(names = "--bucket", paramLabel = "NAME", required = true, description = "a bucket that exists")
    private String bucket = "";

    @Option(
            names = "--op",
            paramLabel = "LIST",
            description = "put, get, head, list, delete, mixed; put,get,head,delete")
    private String kinds = "put,get,head,delete";

    @Option(names = "--size", paramLabel = "SIZE", description = "bytes of an object; 4KiB")
    private String size = "4KiB";

    @Option(names = "--clients", paramLabel = "N", description = "connections; 32")
    private int clients = 32;

    @Option(names = "--objects", paramLabel = "N", description = "objects of each connection; 50")
    private int objects = 50;

    @Option(names = "--duration", paramLabel = "TIME", description = "how long each is measured; 10s")
    private String duration = "10s";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often all of it is measured, in turn; 1. Compare records of three rounds or more")
    private int rounds = 1;

    @Option(
            names = "--list-query",
            paramLabel = "QUERY",
            description = "what a LIST asks for, parameters in order, as on the wire; {n} in it becomes 000 to 999;"
                    + " list-type=2&prefix=slime-bench%%2F")
    private String listing = "list-type=2&prefix=slime-bench%2F";

    @Option(names = "--signed", description = "send uploads with their SHA-256")
    private boolean signed;

    @Option(
            names = "--s3-url",
            paramLabel = "URL",
            description = "the S3 listener's URL; asked of the server if not given")
    private String s3Url = "";

    BenchRun(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws InterruptedException {
        Session session = remote.open();
        AccessKey key = session.client()
                .endpoint()
                .key()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "a key is needed to sign with",
                        "use --data DIR, or --access-key and --secret-key"));
        JsonNode s3 = session.client().get("/version").path("s3");
        String url = s3Url.isEmpty() ? s3.path("url").asText("") : s3Url;
        if (rounds < 1) {
            throw new CommandFailure(Exit.USAGE, "--rounds must be positive, not " + rounds);
        }
        BenchPlan plan = plan(url, s3.path("region").asText("us-east-1"), key);
        PrintStream out = session.terminal().out();
        if (session.people()) {
            out.printf(
                    Locale.ROOT,
                    "%-6s %10s %10s %7s %9s %9s %9s %9s %12s %12s%n",
                    "",
                    "per s",
                    "MB/s",
                    "errors",
                    "p50 ms",
                    "p90 ms",
                    "p99 ms",
                    "max ms",
                    "client us",
                    "server us");
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("schema", "slime.bench/1")
                .put("size", plan.size())
                .put("clients", clients)
                .put("objects", objects)
                .put("signed", signed);
        List<BenchResult> results = new ArrayList<>();
        try {
            Bench bench = new Bench(plan);
            for (int round = 0; round < rounds; round++) {
                bench.run(result -> {
                    results.add(result);
                    record.withArray("results").add(json(result));
                    if (session.people()) {
                        print(out, result);
                    }
                });
            }
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, url + ": " + e.getMessage());
        }
        if (!session.people()) {
            session.print(record, JsonNode::toString);
        }
        return results.stream().allMatch(result -> result.errors() == 0) ? Exit.OK : Exit.FAILED;
    }

    private BenchPlan plan(String url, String region, AccessKey key) {
        try {
            return new BenchPlan(
                    new BenchPlan.Target(URI.create(url), region, bucket, listing),
                    key,
                    Arrays.stream(kinds.split(",", -1))
                            .map(name -> kind(name.strip()))
                            .toList(),
                    clients,
                    Math.toIntExact(Quantity.bytes(size)),
                    objects,
                    Quantity.duration(duration),
                    signed);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static BenchPlan.Kind kind(String name) {
        return Arrays.stream(BenchPlan.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--op: '" + name + "' is none of "
                        + Arrays.toString(BenchPlan.Kind.values()).toLowerCase(Locale.ROOT)));
    }

    private static void print(PrintStream out, BenchResult result) {
        BenchResult.Latency latency = result.latency();
        out.printf(
                Locale.ROOT,
                "%-6s %10.0f %10.1f %7d %9.2f %9.2f %9.2f %9.1f %12.0f %12s%n",
                result.kind(),
                result.rate(),
                result.bytes() / result.seconds() / 1e6,
                result.errors(),
                latency.p50(),
                latency.p90(),
                latency.p99(),
                latency.max(),
                result.clientCpu(),
                result.serverCpu().isPresent()
                        ? String.format(Locale.ROOT, "%.0f", result.serverCpu().getAsDouble())
                        : "-");
        out.flush();
    }

    private static ObjectNode json(BenchResult result) {
        BenchResult.Latency latency = result.latency();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("op", result.kind().name())
                .put("seconds", result.seconds())
                .put("requests", result.requests())
                .put("errors", result.errors())
                .put("bytes", result.bytes())
                .put("per_second", result.rate())
                .put("p50_millis", latency.p50())
                .put("p90_millis", latency.p90())
                .put("p99_millis", latency.p99())
                .put("p999_millis", latency.p999())
                .put("max_millis", latency.max())
                .put("client_cpu_micros", result.clientCpu());
        result.serverCpu().ifPresent(micros -> json.put("server_cpu_micros", micros));
        return json;
    }
}
