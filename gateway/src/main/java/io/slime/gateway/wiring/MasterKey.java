package io.slime.gateway.wiring;

import io.slime.gateway.account.SecretSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the master key: 64 hexadecimal digits, readable by its owner alone. */
final class MasterKey {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
    private static final int DIGITS = 2 * SecretSeal.KEY_BYTES;

    /** What to say where the key is not the one that the database's secrets were sealed under; its place is the argument. */
    static final String ANOTHER =
            "the master key {} is not the one that this database's secrets were encrypted with: no access"
                    + " key is known, and no object encrypted with the gateways' keys can be read; give this gateway the master key of"
                    + " the others, or of your backup";

    private MasterKey() {}

    /**
     * The key of the file.
     *
     * @param make whether to make a key if the file is not there
     * @throws IOException if it cannot be read, is malformed, or is not there and must not be made
     */
    static byte[] read(Path file, boolean make) throws IOException {
        if (!Files.exists(file)) {
            if (!make) {
                throw new IOException("the master key " + file.toAbsolutePath() + " is not there, but the database has"
                        + " secrets that were encrypted with it; name it with --master-key-file, or copy it from another"
                        + " gateway or from your backup");
            }
            write(file);
            LOG.info(
                    "the master key is {}: keep a copy elsewhere, and give it to every gateway (--master-key-file)",
                    file.toAbsolutePath());
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (text.length() != DIGITS || !HexFormat.isHexDigit(text.charAt(0)) || !text.matches("[0-9a-fA-F]+")) {
            throw new IOException(file + " is no master key: it must hold " + DIGITS + " hexadecimal digits");
        }
        return HexFormat.of().parseHex(text);
    }

    /** Durable before anything is encrypted with it. */
    private static void write(Path file) throws IOException {
        byte[] key = new byte[SecretSeal.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel parent = FileChannel.open(directory)) {
                parent.force(true);
            }
        }
    }
}
