package io.slime.compat.torture;

import io.slime.compat.fixture.SlimeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process of Slime on a {@link Machine}, which is started again and again. */
abstract sealed class Launched implements Victim permits ChunkServer, Gateway {
    /** Variables of every process. */
    private static final Map<String, String> LITTLE =
            Map.of("SLIME_JAVA_OPTS", "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    private final Path home;
    private final String name;
    private final Machine machine;
    private Optional<SlimeProcess> latest = Optional.empty();

    /**
     * A process that is not started yet.
     *
     * @param home its working directory; its output is kept below
     */
    Launched(Path home, String name, Machine machine) {
        this.home = home;
        this.name = name;
        this.machine = machine;
    }

    /** The arguments of {@code slime}. */
    abstract List<String> line();

    /** Variables of its own. */
    abstract Map<String, String> variables();

    /** Whether a line of its output says that it does its work. */
    abstract boolean saysReady(String line);

    @Override
    public final String name() {
        return name;
    }

    /** What it runs on. */
    final Machine machine() {
        return machine;
    }

    @Override
    public final void launchAgain() {
        Map<String, String> environment = new HashMap<>(LITTLE);
        environment.putAll(variables());
        environment.putAll(machine.environment());
        latest = Optional.of(SlimeProcess.startOn(machine.run(), home, environment, line()));
    }

    @Override
    public final void kill() {
        process().kill();
        keepOutput();
        Machine.forget(process().pid());
    }

    @Override
    public final void terminate() {
        process().terminate();
        keepOutput();
        Machine.forget(process().pid());
    }

    private SlimeProcess process() {
        return latest.orElseThrow();
    }

    /** Ends it for good, without a trace. */
    final void end() {
        process().kill();
        Machine.forget(process().pid());
    }

    @Override
    public final void awaitReady() {
        process().awaitLine(this::saysReady);
    }

    @Override
    public final boolean ended() {
        return !process().running();
    }

    @Override
    public final String output() {
        return process().output();
    }

    @Override
    public final void signal(String signal) {
        process().signal(signal);
    }

    /** Writes what it has printed since its start into {@code log}. */
    final void keepOutput() {
        try {
            Files.writeString(
                    Files.createDirectories(home.resolve("log")).resolve(name),
                    process().output() + "\n---- killed\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
