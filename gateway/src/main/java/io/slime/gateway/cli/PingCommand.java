package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.Quantity;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime ping}: is it ready? */
@Command(
        name = "ping",
        description = "Ask whether the server is ready: database reachable, at least as many stores as needed.")
final class PingCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Mixin
    private final Remote remote;

    @Option(names = "--wait", paramLabel = "DURATION", description = "wait this long for it, such as 60s")
    private String wait = "";

    PingCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() throws InterruptedException {
        long deadline = System.nanoTime() + patience().toNanos();
        while (true) {
            boolean last = System.nanoTime() - deadline >= 0;
            try {
                Session session = remote.open();
                JsonNode ready = session.client().ready();
                if (ready.path("ready").asBoolean()) {
                    return session.print(ready, PingCommand::text);
                }
                if (last) {
                    session.print(ready, PingCommand::text);
                    return Exit.FAILED;
                }
            } catch (CommandFailure e) {
                if (last || e.exit() != Exit.NO_ANSWER) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private Duration patience() {
        try {
            return wait.isEmpty() ? Duration.ZERO : Quantity.duration(wait);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "--wait: " + e.getMessage());
        }
    }

    private static String text(JsonNode ready) {
        JsonNode stores = ready.path("stores");
        String counts = stores.path("reachable").asInt() + " stores reachable, "
                + stores.path("need").asInt() + " needed";
        return ready.path("ready").asBoolean()
                ? "Ready: database reachable, " + counts + "\n"
                : "Not ready: " + Human.text(ready.path("reason")) + "; " + counts + "\n";
    }
}
