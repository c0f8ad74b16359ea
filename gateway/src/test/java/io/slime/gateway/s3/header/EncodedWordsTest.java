package io.slime.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded words of RFC 2047. */
final class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?w6Q=?=,                          ä",
        "=?utf-8?q?gr=C3=B6=c3=9Fe_x?=,             größe x",
        "=?ISO-8859-1*de?Q?=E4?=,                   ä",
        "a =?UTF-8?Q?b?= c,                         a b c",
        "=?UTF-8?Q?a_?=   =?UTF-8?B?w6Q=?=,         a ä",
        "=?UTF-8?Q?a?= b =?UTF-8?B?w6Q=?=,          a b ä",
    })
    void decodes(String words, String text) {
        assertThat(EncodedWords.decode(words)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "=?",
                "=?UTF-8?B?w6Q=?",
                "=?UTF-8?B?w6?Q=?=",
                "=?UTF-8?X?w6Q=?=",
                "=?no-such?B?w6Q=?=",
                "=?bad charset?B?w6Q=?=",
                "=?UTF-8?B?%%?=",
                "=?UTF-8?Q?=C3?=",
                "=?UTF-8?Q?=4?=",
                "=?UTF-8?Q?=+4?=",
                "=?UTF-8?Q?a=0D=0AX: y?=",
                "=?UTF-8?Q?a=00?=",
                "x=?UTF-8?Q?a?=",
                "=?UTF-8?Q?a?=x",
            })
    void leavesWhatIsNoWord(String text) {
        assertThat(EncodedWords.decode(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "AMAZONS3,        AMAZONS3",
        "=?x?Q?y?=,       =?x?Q?y?=",
        "ÄMÄZÕÑ S3,       =?UTF-8?B?w4RNw4Raw5XDkSBTMw==?=",
        "Minimetadatö,    =?UTF-8?Q?Minimetadat=C3=B6?=",
        "what was the plain answer=? ö, =?UTF-8?Q?what_was_the_plain_answer=3D=3F_=C3=B6?=",
        "ö,               =?UTF-8?B?w7Y=?=",
    })
    void encodesWhatIsNotAscii(String text, String words) {
        assertThat(EncodedWords.encode(text)).isEqualTo(words);
    }

    @Test
    void wordsAreShortAndMeanTheSame() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            int ascii = random.nextInt(100);
            String text = random.ints(1 + random.nextInt(300), 0x20, 0x1f9ff)
                    .map(c -> random.nextInt(100) < ascii || (c >= 0xd800 && c < 0xe000) ? 0x21 + c % 0x5e : c)
                    .filter(c -> !Character.isISOControl(c))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            String words = EncodedWords.encode(text);
            assertThat(words).matches("[ -~]*");
            if (!words.equals(text)) {
                assertThat(Stream.of(words.split(" ", -1))).allMatch(word -> word.length() <= 75);
                assertThat(EncodedWords.decode(words)).isEqualTo(text);
            }
        }
    }

    @Test
    void countsWhatNoHeaderCanName() {
        Map<String, String> shown = new LinkedHashMap<>();
        UserMetadata.show(Map.of("größe", "1", "a b", "2", "ok", "ä"), shown::put);
        assertThat(shown).isEqualTo(Map.of("x-amz-meta-ok", "=?UTF-8?B?w6Q=?=", "x-amz-missing-meta", "2"));
        shown.clear();
        UserMetadata.show(Map.of("a", "line\nline"), shown::put);
        assertThat(shown).isEqualTo(Map.of("x-amz-meta-a", "=?UTF-8?Q?line=0Aline?="));
    }
}
