package io.slime.gateway.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The PostgreSQL database that holds the metadata.
 *
 * @param jdbcUrl its JDBC URL
 * @param user who connects, where the URL does not say
 * @param password the password, where the URL does not say
 */
public record DatabaseConfig(String jdbcUrl, Optional<String> user, Optional<Secret> password) {
    /** The key of the database's address, which flag {@code --metadata} sets too. */
    static final String DSN = "proxy.database.dsn";

    private static final Pattern HIDDEN = Pattern.compile("((?:^|[?&])password=)[^&]*");

    /**
     * Reads a JDBC URL, a {@code postgresql://} URL or libpq's {@code key=value} form.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static DatabaseConfig parse(String text) {
        return DatabaseUrl.parse(text);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return HIDDEN.matcher(jdbcUrl).replaceAll("$1(secret)");
    }

    DatabaseConfig with(Optional<String> otherUser, Optional<Secret> otherPassword) {
        return new DatabaseConfig(jdbcUrl, otherUser.or(this::user), otherPassword.or(this::password));
    }

    /**
     * The first that is named of: the flag {@code --metadata}, SLIME_METADATA, the configuration, and {@code fallback}.
     *
     * @param fallback a variable of the environment that is looked at last
     */
    static Optional<DatabaseConfig> read(Settings settings, Optional<String> fallback) {
        settings.value("proxy.database.type", "postgresql", type -> {
            if (type.equals("postgresql")) {
                return type;
            }
            throw new IllegalArgumentException("'" + type + "' is not supported; only postgresql is");
        });
        Optional<String> user = settings.text("proxy.database.user");
        Optional<Secret> password = settings.secret("proxy.database.password");
        Optional<DatabaseConfig> database = Optional.empty();
        if (settings.flagged(DSN)) {
            database = settings.value(DSN, database, raw -> Optional.of(parse(raw)));
        } else if (settings.variableIsSet("SLIME_METADATA")) {
            database = settings.variable("SLIME_METADATA", DatabaseConfig::parse);
        } else if (settings.text(DSN).isPresent()) {
            database = settings.value(DSN, database, raw -> Optional.of(parse(raw)));
        } else if (fallback.isPresent()) {
            database = settings.variable(fallback.get(), DatabaseConfig::parse);
        }
        return database.map(found -> found.with(user, password));
    }
}
