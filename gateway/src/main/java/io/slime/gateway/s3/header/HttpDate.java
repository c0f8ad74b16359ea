package io.slime.gateway.s3.header;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates as HTTP writes them: read in all three forms of RFC 9110 5.6.7 (and with a numeric zone, and as ISO 8601, as S3
 * clients also send them), written in the first.
 */
public final class HttpDate {
    private static final DateTimeFormatter FIXED =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
            .appendPattern(" H:mm:ss")
            .toFormatter(Locale.ENGLISH);
    private static final List<DateTimeFormatter> LOCAL = List.of(
            lenient("d MMM uuuu H:mm:ss"), RFC_850, lenient("MMM d H:mm:ss uuuu"), lenient("d-MMM-uuuu H:mm:ss"));

    private HttpDate() {}

    /** The instant meant, to the second; empty when the text is no date, in which case the header is ignored. */
    public static Optional<Instant> parse(String text) {
        String s = text.strip().replaceAll("\\s+", " ");
        if (s.length() > 64) {
            return Optional.empty();
        }
        String bare = s.replaceFirst("^[A-Za-z]+,? ", "");
        String local = bare.replaceFirst(" (?:GMT|UTC|Z|[+-]0000)$", "");
        for (DateTimeFormatter form : LOCAL) {
            Optional<Instant> instant = zoned(local, form.withZone(ZoneOffset.UTC));
            if (instant.isPresent()) {
                return instant;
            }
        }
        return zoned(bare, DateTimeFormatter.RFC_1123_DATE_TIME).or(() -> zoned(s, DateTimeFormatter.ISO_DATE_TIME));
    }

    /** The IMF-fixdate form, cut to whole seconds. */
    public static String format(Instant instant) {
        return FIXED.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Optional<Instant> zoned(String text, DateTimeFormatter form) {
        try {
            return Optional.of(ZonedDateTime.parse(text, form).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter lenient(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }
}
