package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The timestamp of a signature: {@code yyyyMMdd'T'HHmmss'Z'}, always UTC. */
final class AmzTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    private AmzTime() {}

    static String format(Instant instant) {
        return FORM.format(instant.atOffset(ZoneOffset.UTC));
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Also an HTTP date, as the Date header may carry. */
    static Optional<Instant> parseLenient(String text) {
        return parse(text).or(() -> HttpDate.parse(text));
    }
}
