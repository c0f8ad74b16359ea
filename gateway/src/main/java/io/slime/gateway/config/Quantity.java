package io.slime.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts with a unit: durations such as {@code 50ms}, sizes such as {@code 10GiB}. */
public final class Quantity {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-z]*)");

    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("B", 1L),
            Map.entry("kB", 1_000L),
            Map.entry("MB", 1_000_000L),
            Map.entry("GB", 1_000_000_000L),
            Map.entry("TB", 1_000_000_000_000L),
            Map.entry("KiB", 1L << 10),
            Map.entry("MiB", 1L << 20),
            Map.entry("GiB", 1L << 30),
            Map.entry("TiB", 1L << 40));

    private Quantity() {}

    /**
     * A duration with its unit: ns, us, ms, s, m, h or d.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Duration duration(String text) {
        return Duration.ofNanos(read(text, NANOS, "a duration such as 50ms, 30s, 5m or 24h"));
    }

    /**
     * A number of bytes: plain, or with B, kB, MB, GB, TB, KiB, MiB, GiB or TiB.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static long bytes(String text) {
        return read(text, BYTES, "a size such as 512MiB or 10GiB");
    }

    private static long read(String text, Map<String, Long> units, String expected) {
        Matcher matcher = TEXT.matcher(text);
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("'" + text + "' is not " + expected);
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .toBigInteger()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is too large", e);
        }
    }
}
