package io.slime.compat.torture;

import io.slime.compat.fixture.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process takes for its machine: a clock that can be set wrong, and, for chunk servers, a network of its own. The clock is
 * libfaketime's, where that is installed; the network is a namespace with one cable to this machine, where root may make one.
 */
final class Machine implements AutoCloseable {
    /** Of the addresses for benchmarks of networks, RFC 2544, which nobody routes. */
    private static final String NETWORK = "198.18.";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_THIRD = 250;

    private final String name;
    private final Optional<Path> clock;
    private final Optional<Integer> network;

    private Machine(String name, Optional<Path> clock, Optional<Integer> network) {
        this.name = name;
        this.clock = clock;
        this.network = network;
    }

    /** One on this machine's network. */
    static Machine here(String name, Path clocks) {
        return new Machine(name, clock(name, clocks), Optional.empty());
    }

    /** One with a cable of its own, where that can be had. */
    static Machine wired(String name, int number, Path clocks) {
        Machine wired = new Machine(name, clock(name, clocks), Optional.of(number));
        return wired.lay() ? wired : new Machine(name, wired.clock, Optional.empty());
    }

    private static Optional<Path> clock(String name, Path clocks) {
        return library().map(found -> {
            Path file = clocks.resolve(name);
            write(file, 0);
            return file;
        });
    }

    /** Debian's libfaketime. */
    private static Optional<Path> library() {
        try (Stream<Path> directories = Files.list(Path.of("/usr/lib"))) {
            return directories
                    .map(directory -> directory.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, int seconds) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, "%+d%n".formatted(seconds));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether its clock can be set. */
    boolean hasClock() {
        return clock.isPresent();
    }

    /** Sets its clock, which is noticed within a second. */
    void setClock(int secondsAhead) {
        clock.ifPresent(file -> write(file, secondsAhead));
    }

    /** What makes a process see this machine's clock. */
    Map<String, String> environment() {
        return clock.map(file -> Map.of(
                        "LD_PRELOAD", library().orElseThrow().toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        // With the fix, which old C libraries need, waits with a limit end at once, and loops spin.
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0"))
                .orElse(Map.of());
    }

    /** Takes away what libfaketime leaves behind of a process that was killed, which would stop another of its number. */
    static void forget(long pid) {
        for (String name : List.of("faketime_shm_" + pid, "sem.faketime_sem_" + pid)) {
            try {
                Files.deleteIfExists(Path.of("/dev/shm", name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether it has a cable. */
    boolean hasCable() {
        return network.isPresent();
    }

    /** Where its processes listen. */
    String address() {
        return network.map(number -> address(number, 2)).orElse(LOOPBACK);
    }

    /** What runs a program on this machine. */
    List<String> run() {
        return network.map(number -> List.of("ip", "netns", "exec", label(number)))
                .orElse(List.of());
    }

    /** Pulls the cable: what is sent is lost, and nobody says so. */
    void unplug() {
        network.ifPresent(
                number -> ip("link", "set", label(number), "down").run().ok());
    }

    /** Puts the cable in again. */
    void plug() {
        network.ifPresent(number -> ip("link", "set", label(number), "up").run().ok());
    }

    private boolean lay() {
        int number = network.orElseThrow();
        String label = label(number);
        boolean laid = ip("netns", "add", label).run().exit() == 0
                && ip("link", "add", label, "type", "veth", "peer", "name", "cable", "netns", label)
                                .run()
                                .exit()
                        == 0;
        if (!laid) {
            ip("netns", "del", label).run();
            return false;
        }
        ip("addr", "add", address(number, 1) + "/30", "dev", label).run().ok();
        ip("link", "set", label, "up").run().ok();
        ip("-n", label, "addr", "add", address(number, 2) + "/30", "dev", "cable")
                .run()
                .ok();
        ip("-n", label, "link", "set", "cable", "up").run().ok();
        ip("-n", label, "link", "set", "lo", "up").run().ok();
        return true;
    }

    private static String address(int number, int end) {
        return NETWORK + ProcessHandle.current().pid() % LARGEST_THIRD + "." + (4 * number + end);
    }

    /** Name of the namespace, and of the cable's end here. */
    private static String label(int number) {
        return "slime-" + ProcessHandle.current().pid() % 100_000 + "-" + number;
    }

    private static Command ip(String... arguments) {
        return Command.of("ip").with(arguments);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Takes the network away. */
    @Override
    public void close() {
        network.ifPresent(number -> ip("netns", "del", label(number)).run());
    }
}
