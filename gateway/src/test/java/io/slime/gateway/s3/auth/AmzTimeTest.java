package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmzTimeTest {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Test
    void readsAndWritesWhatTheFormatterWrites() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 300_000_000_000L));
            String text = FORM.format(time);
            assertThat(AmzTime.format(time)).isEqualTo(text);
            if (text.length() == 16) {
                assertThat(AmzTime.parse(text)).contains(time);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20130524T000000",
                "20130524t000000Z",
                "20130524T000000z",
                "20131324T000000Z",
                "20130230T000000Z",
                "20130524T240000Z",
                "20130524T006000Z",
                "20130524T000060Z",
                "2013-524T000000Z",
                "20130524T0000+1Z",
                "20130524T00000٣Z",
                "20130524T000000ZZ",
                "20130524 000000Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(AmzTime.parse(text)).isEmpty();
    }
}
