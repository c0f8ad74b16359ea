package io.slime.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final Instant INSTANT = Instant.parse("1994-11-06T08:49:37Z");

    @Test
    void readsAllFormsThatClientsSend() {
        for (String text : new String[] {
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "  sun, 6 nov 1994 8:49:37 gmt ".replace("gmt", "GMT"),
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sun, 06 Nov 1994 09:49:37 +0100",
            "1994-11-06T08:49:37Z",
            "1994-11-06T09:49:37+01:00"
        }) {
            assertThat(HttpDate.parse(text)).as(text).contains(INSTANT);
        }
    }

    @Test
    void takesWhatIsNoDateForNone() {
        for (String text :
                new String[] {"", "yesterday", "Sun, 31 Feb x 08:49:37 GMT", "0", "1994-11-06", "x".repeat(999)}) {
            assertThat(HttpDate.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void writesTheFixedForm() {
        assertThat(HttpDate.format(INSTANT.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
