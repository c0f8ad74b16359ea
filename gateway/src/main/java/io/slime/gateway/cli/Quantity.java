package io.slime.gateway.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 1500000}, {@code 10GiB}, {@code 1.5 TB}; K, M, G, T, P, E are powers of 1024 with an i. */
final class Quantity implements ITypeConverter<Long> {
    private static final Pattern TEXT = Pattern.compile("([0-9]+(?:[.][0-9]+)?) ?(?:([kmgtpe])(i?))?b?");
    private static final List<String> UNITS = List.of("k", "m", "g", "t", "p", "e");

    @Override
    public Long convert(String text) {
        return parse(text);
    }

    static long parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no size such as 500MB or 10GiB");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2);
        if (unit != null) {
            int step = matcher.group(3).isEmpty() ? 1000 : 1024;
            number = number.multiply(BigDecimal.valueOf(step).pow(UNITS.indexOf(unit) + 1));
        }
        if (number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new TypeConversionException("'" + text + "' is more than can be counted");
        }
        return number.longValue();
    }
}
