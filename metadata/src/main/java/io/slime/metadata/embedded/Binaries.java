package io.slime.metadata.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once below a directory.
 *
 * @param home holds bin/initdb and bin/postgres
 * @param major their major version, as PG_VERSION says it
 */
record Binaries(Path home, String major) {
    /** The version of the payload in the dependencies; data directories of another major version are refused. */
    static final String VERSION = "18.6.0";

    private static final Map<String, String> PAYLOADS =
            Map.of("amd64", "/postgres-linux-x86_64.txz", "aarch64", "/postgres-linux-arm_64.txz");
    private static final int EXECUTABLE = 0100;

    /** Unpacks the payload into {@code cache} unless that was done before; a crash in between leaves nothing half-done. */
    static Binaries unpacked(Path cache) throws IOException {
        Path home = cache.resolve("postgres-" + VERSION);
        if (!Files.isDirectory(home)) {
            String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
            String payload = PAYLOADS.get(architecture);
            if (payload == null) {
                throw new IOException("there is no PostgreSQL to run on " + architecture + ": give --metadata instead");
            }
            Path fresh = Files.createTempDirectory(cache, "unpacking-");
            try (InputStream in = Binaries.class.getResourceAsStream(payload)) {
                if (in == null) {
                    throw new IOException("the PostgreSQL payload " + payload + " is not on the class path");
                }
                unpack(in, fresh);
            }
            move(fresh, home);
        }
        return new Binaries(home, VERSION.substring(0, VERSION.indexOf('.')));
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void move(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the PostgreSQL payload holds " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(path, permissions((entry.getMode() & EXECUTABLE) != 0));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }
}
