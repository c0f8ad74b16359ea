package io.slime.gateway.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The CPU time of a server on this machine, with all that it started, from {@code /proc} (proc(5)). What cannot be read counts as
 * another machine's.
 */
final class ServerCpu {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    private static final String LISTENING = "0A";

    private ServerCpu() {}

    /** The process that listens at a TCP port here. */
    static OptionalLong listener(int port) {
        try {
            String suffix = String.format(Locale.ROOT, ":%04X", port);
            for (String table : List.of("net/tcp", "net/tcp6")) {
                for (String line : Files.readAllLines(PROC.resolve(table))) {
                    String[] fields = line.strip().split(" +", -1);
                    if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                        return holder("socket:[" + fields[9] + "]");
                    }
                }
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private static OptionalLong holder(String socket) throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> holds(process.resolve("fd"), socket))
                    .mapToLong(process -> Long.parseLong(process.getFileName().toString()))
                    .findFirst();
        }
    }

    private static boolean holds(Path descriptors, String socket) {
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.anyMatch(each -> leadsTo(each, socket));
        } catch (IOException e) {
            return false; // another user's, or gone
        }
    }

    private static boolean leadsTo(Path link, String target) {
        try {
            return Files.readSymbolicLink(link).toString().equals(target);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** Seconds of CPU that this process has used. */
    static double own() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(cpu -> cpu.toNanos() / 1e9)
                .orElse(0.0);
    }

    /** Seconds of CPU that a process and its descendants have used. */
    static OptionalDouble seconds(long process) {
        Map<Long, String[]> all = new HashMap<>();
        try (Stream<Path> processes = Files.list(PROC)) {
            processes
                    .filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .forEach(each -> read(each, all));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
        if (!all.containsKey(process)) {
            return OptionalDouble.empty();
        }
        long ticks = 0;
        for (Map.Entry<Long, String[]> each : all.entrySet()) {
            if (descends(each.getKey(), process, all)) {
                // a process that has ended is counted by its parent
                for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
                    ticks += Long.parseLong(each.getValue()[field]);
                }
            }
        }
        return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    }

    private static void read(Path process, Map<Long, String[]> into) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            into.put(
                    Long.parseLong(process.getFileName().toString()),
                    stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException e) {
            // it has ended meanwhile
        }
    }

    private static boolean descends(long process, long ancestor, Map<Long, String[]> all) {
        long at = process;
        for (int depth = 0; depth < all.size() && at > 1; depth++) {
            if (at == ancestor) {
                return true;
            }
            String[] stat = all.get(at);
            at = stat == null ? 0 : Long.parseLong(stat[PARENT]);
        }
        return false;
    }
}
