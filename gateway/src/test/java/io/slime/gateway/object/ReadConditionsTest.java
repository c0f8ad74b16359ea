package io.slime.gateway.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of RFC 9110, 13.2.2, for a version with tag {@code e}, modified at 12:00:00.9. */
final class ReadConditionsTest {
    private static final Instant MODIFIED = Instant.parse("2026-01-01T12:00:00.900Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, -, PROCEED",
                "e, -, -, -, PROCEED",
                "x, -, -, -, FAILED",
                "*, -, -, -, PROCEED",
                "-, e, -, -, NOT_MODIFIED",
                "-, *, -, -, NOT_MODIFIED",
                "-, x, -, -, PROCEED",
                "-, -, 2026-01-01T12:00:00Z, -, NOT_MODIFIED",
                "-, -, 2026-01-01T12:00:01Z, -, NOT_MODIFIED",
                "-, -, 2026-01-01T11:59:59Z, -, PROCEED",
                "-, -, -, 2026-01-01T12:00:00Z, PROCEED",
                "-, -, -, 2026-01-01T11:59:59Z, FAILED",
                "e, -, -, 2026-01-01T11:59:59Z, PROCEED",
                "x, -, -, 2026-01-01T12:00:00Z, FAILED",
                "-, x, 2026-01-01T12:00:01Z, -, PROCEED",
                "-, e, 2026-01-01T11:59:59Z, -, NOT_MODIFIED",
                "e, e, -, -, NOT_MODIFIED",
                "x, e, -, -, FAILED",
                "-, e, -, 2026-01-01T11:59:59Z, FAILED"
            })
    void decidesInTheOrderOfTheRfc(
            @Nullable String match,
            @Nullable String noneMatch,
            @Nullable Instant modifiedSince,
            @Nullable Instant unmodifiedSince,
            ReadConditions.Verdict verdict) {
        ReadConditions conditions = new ReadConditions(
                tags(match), tags(noneMatch), Optional.ofNullable(modifiedSince), Optional.ofNullable(unmodifiedSince));
        assertThat(conditions.decide("e", MODIFIED)).isEqualTo(verdict);
    }

    @Test
    void tagsAreSomeOrAny() {
        assertThat(ETags.of("a", "b").matches("b")).isTrue();
        assertThat(ETags.of("a", "b").matches("*")).isFalse();
        assertThat(ETags.ANY.matches("b")).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new ETags(true, List.of("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> new ETags(false, List.of()));
    }

    private static Optional<ETags> tags(@Nullable String text) {
        return Optional.ofNullable(text).map(tag -> tag.equals("*") ? ETags.ANY : ETags.of(tag));
    }
}
