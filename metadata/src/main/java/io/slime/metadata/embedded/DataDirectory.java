package io.slime.metadata.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL data directory: made once, checked at each start. */
record DataDirectory(Path path) {
    private static final int INITDB_SECONDS = 120;

    /** Whether it was made. */
    boolean exists() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    /** Makes it under another name first, so that a crash leaves no half of one. */
    void create(Binaries binaries, Launch launch, Path passwordFile) throws IOException, InterruptedException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        launch.give(fresh);
        Path log = path.resolveSibling("initdb.log");
        List<String> command = launch.command(
                binaries.program("initdb"),
                "-D",
                fresh.toString(),
                "-U",
                EmbeddedPostgres.USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--data-checksums",
                "--no-locale",
                "--no-instructions");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("initdb did not end within " + INITDB_SECONDS + " s, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log).strip());
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Refuses a directory of another major version. */
    void check(Binaries binaries) throws IOException {
        String found = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!found.equals(binaries.major())) {
            throw new IOException(path + " holds data of PostgreSQL " + found + ", this release runs "
                    + binaries.major() + ": dump it with the release that wrote it (pg_dump), and restore here");
        }
    }

    /** The postmaster that postmaster.pid tells of, if it runs and its working directory is this one. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Optional<PidFile> file = pidFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(file.get().pid()).filter(ProcessHandle::isAlive).filter(this::works);
    }

    /**
     * Sets a postmaster.pid aside whose pid by now belongs to another process, started later than the file was written: PostgreSQL
     * would take that one for itself and never start again. Everywhere else the file is left alone.
     */
    void setStalePidAside() throws IOException {
        Optional<PidFile> file = pidFile();
        Optional<ProcessHandle> process = file.flatMap(pid -> ProcessHandle.of(pid.pid()));
        boolean reused = process.isPresent()
                && !works(process.get())
                && process.get()
                        .info()
                        .startInstant()
                        .filter(start ->
                                start.getEpochSecond() > file.orElseThrow().started() + 1)
                        .isPresent();
        if (reused && ProcessHandle.allProcesses().noneMatch(this::works)) {
            Files.move(
                    path.resolve("postmaster.pid"),
                    path.resolveSibling("postmaster.pid.stale"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Every PostgreSQL process works in its data directory. */
    private boolean works(ProcessHandle process) {
        try {
            Path cwd = Path.of("/proc", String.valueOf(process.pid()), "cwd").toRealPath();
            Path program = Path.of("/proc", String.valueOf(process.pid()), "comm");
            return cwd.equals(path.toRealPath())
                    && Files.readString(program).strip().equals("postgres");
        } catch (IOException e) {
            // It ended, or is another user's, hence not ours.
            return false;
        }
    }

    private Optional<PidFile> pidFile() throws IOException {
        Path file = path.resolve("postmaster.pid");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        try {
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new PidFile(
                            Long.parseLong(lines.get(0).strip()),
                            Long.parseLong(lines.get(2).strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        }
    }

    /** What postmaster.pid says: the pid, and when it was started, in seconds of the epoch. */
    private record PidFile(long pid, long started) {}
}
