package io.slime.metadata.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs an embedded server until its standard input ends, or it is killed. */
final class ChildServer implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private long pid = -1;

    private ChildServer(Process process) {
        this.process = process;
    }

    /** What the child runs. */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(READY + server.pid());
            while (System.in.read() >= 0) {
                // Nothing is expected but the end.
            }
        }
    }

    /** Starts it, and waits until it is ready or has ended; {@code prefix} is a command that runs another. */
    static ChildServer start(List<String> prefix, Path directory, Path programs) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                ChildServer.class.getName(),
                directory.toString(),
                programs.toString()));
        ChildServer child = new ChildServer(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        BufferedReader reader = child.process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            child.output.add(line);
            if (line.startsWith(READY)) {
                child.pid = Long.parseLong(line.substring(READY.length()));
                break;
            }
        }
        return child;
    }

    /** The pid of its PostgreSQL, or -1 if it did not get that far. */
    long pid() {
        return pid;
    }

    /** What it wrote. */
    String output() {
        return String.join("\n", output);
    }

    /** Kills the JVM, which has no time to stop anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** Ends it orderly. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String absolute(String path) {
        List<String> entries = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
