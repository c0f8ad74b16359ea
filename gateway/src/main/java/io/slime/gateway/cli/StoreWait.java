package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime store wait}: until nothing depends on a dead store any more. */
@Command(name = "wait", description = "Wait until nothing depends on a dead store any more.")
final class StoreWait implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration REPORT = Duration.ofSeconds(10);

    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "STORE", description = "UUID or name, or a part that only one store has")
    private String store = "";

    @Option(names = "--timeout", paramLabel = "DURATION", description = "give up after this long; 24h")
    private String timeout = "24h";

    StoreWait(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws InterruptedException {
        Session session = remote.open();
        JsonNode found = StoreChoice.find(session.client(), store);
        String uuid = found.path("uuid").asText();
        if (!found.path("state").asText().equals("DEAD")) {
            throw new CommandFailure(
                    Exit.FAILED,
                    StoreTable.name(found) + " is not dead, so nothing moves off it",
                    "slime store dead " + StoreChoice.shortUuid(found));
        }
        Instant start = session.terminal().clock().instant();
        Instant deadline = start.plus(patience());
        Instant report = start;
        while (found.path("extents").asLong() > 0) {
            Instant now = session.terminal().clock().instant();
            if (now.isAfter(deadline)) {
                throw new CommandFailure(
                        Exit.DEGRADED,
                        Human.count(found.path("extents")) + " extents still depend on " + StoreTable.name(found));
            }
            if (!now.isBefore(report)) {
                session.done(Human.count(found.path("extents")) + " extents still depend on " + StoreTable.name(found));
                report = now.plus(REPORT);
            }
            Thread.sleep(PAUSE);
            found = StoreChoice.find(session.client(), uuid);
        }
        return session.done("nothing depends on " + StoreTable.name(found) + " any more");
    }

    private Duration patience() {
        try {
            return Quantity.duration(timeout);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "--timeout: " + e.getMessage());
        }
    }
}
