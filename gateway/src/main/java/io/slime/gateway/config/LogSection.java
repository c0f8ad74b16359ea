package io.slime.gateway.config;

import java.util.Locale;

/**
 * Section {@code [log]}: what is written to standard error.
 *
 * @param level the least severe level that is written
 * @param format text for people or JSON, one object a line
 */
public record LogSection(Level level, Format format) {
    /** How severe an event is. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** How a line is written. */
    public enum Format {
        TEXT,
        JSON
    }

    static LogSection read(Settings settings) {
        return new LogSection(
                settings.value("log.level", Level.INFO, raw -> oneOf(Level.class, raw)),
                settings.value("log.format", Format.TEXT, raw -> oneOf(Format.class, raw)));
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String raw) {
        StringBuilder all = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(raw)) {
                return constant;
            }
            all.append(all.isEmpty() ? "" : ", ").append(name);
        }
        throw new IllegalArgumentException("'" + raw + "' is none of " + all);
    }
}
