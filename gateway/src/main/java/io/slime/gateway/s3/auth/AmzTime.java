package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpDate;
import java.nio.charset.StandardCharsets;
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

    private static final int LENGTH = 16;

    private AmzTime() {}

    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() < 1000 || time.getYear() > 9999) {
            return FORM.format(time);
        }
        byte[] text = new byte[LENGTH];
        put(time.getYear(), text, 0, 4);
        put(time.getMonthValue(), text, 4, 2);
        put(time.getDayOfMonth(), text, 6, 2);
        text[8] = 'T';
        put(time.getHour(), text, 9, 2);
        put(time.getMinute(), text, 11, 2);
        put(time.getSecond(), text, 13, 2);
        text[15] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static Optional<Instant> parse(String text) {
        try {
            if (text.length() == LENGTH && text.charAt(8) == 'T' && text.charAt(15) == 'Z') {
                LocalDateTime time = LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 4, 2),
                        number(text, 6, 2),
                        number(text, 9, 2),
                        number(text, 11, 2),
                        number(text, 13, 2));
                return Optional.of(time.toInstant(ZoneOffset.UTC));
            }
            return Optional.of(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void put(int number, byte[] text, int from, int digits) {
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The number that digits stand for; none that any field may have if they are no digits. */
    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Also an HTTP date, as the Date header may carry. */
    static Optional<Instant> parseLenient(String text) {
        return parse(text).or(() -> HttpDate.parse(text));
    }
}
