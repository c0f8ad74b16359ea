package io.slime.metadata;

import java.util.Optional;

/**
 * Where the metadata database is.
 *
 * @param jdbc a JDBC URL without credentials
 * @param user the user, if it was named
 * @param password the password, if it was given
 */
public record MetadataUrl(String jdbc, Optional<String> user, Optional<String> password) {
    /**
     * Reads a JDBC URL, a {@code postgres://} URI, or the libpq form {@code user=… dbname=… host=…}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static MetadataUrl parse(String text) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return jdbc + user.map(u -> " as " + u).orElse("");
    }
}
