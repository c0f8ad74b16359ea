package io.slime.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {
    private static String within(String header, long size) {
        return ByteRange.parse(header)
                .map(range ->
                        range.within(size).map(s -> s.start() + "-" + s.end()).orElse("unsatisfiable"))
                .orElse("ignored");
    }

    @Test
    void resolvesAgainstTheSize() {
        assertThat(within("bytes=0-9", 100)).isEqualTo("0-10");
        assertThat(within("bytes=90-200", 100)).isEqualTo("90-100");
        assertThat(within("bytes=99-", 100)).isEqualTo("99-100");
        assertThat(within("bytes=-10", 100)).isEqualTo("90-100");
        assertThat(within("bytes=-1000", 100)).isEqualTo("0-100");
        assertThat(within("Bytes = 1 - 2", 100)).isEqualTo("1-3");
        assertThat(within("bytes=0-99999999999999999999999", 100)).isEqualTo("0-100");
    }

    @Test
    void isUnsatisfiableOutsideTheObject() {
        assertThat(within("bytes=100-", 100)).isEqualTo("unsatisfiable");
        assertThat(within("bytes=100-200", 100)).isEqualTo("unsatisfiable");
        assertThat(within("bytes=-0", 100)).isEqualTo("unsatisfiable");
        assertThat(within("bytes=0-", 0)).isEqualTo("unsatisfiable");
        assertThat(within("bytes=-5", 0)).isEqualTo("unsatisfiable");
        assertThat(within("bytes=99999999999999999999999-", 100)).isEqualTo("unsatisfiable");
        assertThat(within("bytes=9223372036854775807-", 100)).isEqualTo("unsatisfiable");
    }

    @Test
    void ignoresWhatIsNotOneRange() {
        for (String header : new String[] {
            "", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,3-4", "items=0-1", "bytes=--1", "bytes 0-1"
        }) {
            assertThat(within(header, 100)).as(header).isEqualTo("ignored");
        }
    }

    @Test
    void writesContentRange() {
        assertThat(new ByteRange.Span(5, 10).contentRange(20)).isEqualTo("bytes 5-9/20");
    }
}
