package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Figures as people read them. */
final class Human {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Human() {}

    /** A number of bytes with three digits or so: {@code 5.5 TiB}. */
    static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 || value >= 100
                ? String.format(Locale.ROOT, "%.0f %s", value, UNITS[unit])
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A field's bytes; {@code -} where it is not known. */
    static String bytes(JsonNode field) {
        return field.isNumber() ? bytes(field.asLong()) : "-";
    }

    /** A field's count with its thousands apart; {@code -} where it is nothing or not known. */
    static String count(JsonNode field) {
        return field.isNumber() && field.asLong() != 0 ? String.format(Locale.ROOT, "%,d", field.asLong()) : "-";
    }

    /** A field's text; {@code -} where it is not known. */
    static String text(JsonNode field) {
        return field.isValueNode() && !field.isNull() && !field.asText().isEmpty() ? field.asText() : "-";
    }

    /** A duration with its two largest units: {@code 3 h 12 min}. */
    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            long minutes = seconds % 3600 / 60;
            return seconds / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return seconds / 86_400 + " d";
    }

    /** How long ago a field's time is; {@code now} for the last seconds, {@code never} where there is none. */
    static String ago(JsonNode field, Instant now) {
        if (!field.isTextual()) {
            return "never";
        }
        try {
            Duration age = Duration.between(Instant.parse(field.asText()), now);
            return age.toSeconds() < 45 ? "now" : duration(age) + " ago";
        } catch (DateTimeParseException e) {
            return field.asText();
        }
    }
}
