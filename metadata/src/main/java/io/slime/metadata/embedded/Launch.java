package io.slime.metadata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL's programs, which refuse root, are started. As a user: directly. As root: in a user namespace of their own,
 * where files stay root's; or, where that is forbidden, as another user who is given the data and may pass through directories
 * that are closed to it. All keep the pid and pass signals on, and end the program with the thread that started it.
 */
record Launch(List<String> prefix, int owner) {
    private static final List<String> WITH_PARENT = List.of("setpriv", "--pdeathsig=INT", "--");
    private static final int PROBE_SECONDS = 5;
    private static final int ROOT = 0;

    /** The way that works here and fits whom the data belong to, which are given to whom they must belong. */
    static Launch choose(Path data) throws IOException, InterruptedException {
        int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (self != ROOT) {
            return new Launch(works(with(List.of(), "true")) ? WITH_PARENT : List.of(), self);
        }
        int owner = Files.exists(data) ? (Integer) Files.getAttribute(data, "unix:uid") : ROOT;
        Launch namespace = new Launch(with(List.of("unshare", "-U")), ROOT);
        Launch user = asUser(owner == ROOT ? otherUser() : owner);
        List<Launch> order = owner == ROOT ? List.of(namespace, user) : List.of(user, namespace);
        for (Launch launch : order) {
            if (works(append(launch.prefix, "true"))) {
                launch.give(data);
                return launch;
            }
        }
        throw new IOException(
                "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv --reuid' works here: "
                        + "run as another user, or give --metadata");
    }

    /** The way as another user, for tests of it. */
    static Launch asUser(int uid) {
        return new Launch(
                with(List.of(
                        "setpriv",
                        "--reuid=" + uid,
                        "--regid=" + uid,
                        "--clear-groups",
                        "--inh-caps=+dac_override",
                        "--ambient-caps=+dac_override",
                        "--")),
                uid);
    }

    /** The command line of a program with its arguments. */
    List<String> command(Path program, String... arguments) {
        List<String> command = append(prefix, program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Makes the path and all below it the owner's, if it is not. */
    void give(Path path) throws IOException {
        if (!Files.exists(path) || (Integer) Files.getAttribute(path, "unix:uid") == owner) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            for (Path each : (Iterable<Path>) below::iterator) {
                Files.setAttribute(each, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(each, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** initdb looks its user up, so the user must exist: postgres if there is one, else nobody. */
    static int otherUser() throws IOException {
        int nobody = 65534;
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":", -1);
            if (fields.length > 2 && fields[0].equals("postgres")) {
                return Integer.parseInt(fields[2]);
            }
        }
        return nobody;
    }

    private static List<String> with(List<String> prefix, String... program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(WITH_PARENT);
        command.addAll(List.of(program));
        return command;
    }

    private static List<String> append(List<String> prefix, String program) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program);
        return command;
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
