package io.slime.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents as they go out. */
final class XmlWriterTest {
    private static String written(String text) {
        String all = new String(XmlWriter.plain("A").content(text).bytes(), StandardCharsets.UTF_8);
        return all.substring(all.indexOf("<A>") + 3, all.length() - 4);
    }

    @Test
    void writesElementsAndEndsWhatIsOpen() {
        byte[] bytes = XmlWriter.of("Root")
                .open("In")
                .text("Name", "n")
                .number("Size", 7)
                .flag("Yes", true)
                .etag("abc")
                .time("At", Instant.parse("2026-01-02T03:04:05.6789Z"))
                .bytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<Root xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><In><Name>n</Name><Size>7</Size>"
                        + "<Yes>true</Yes><ETag>&quot;abc&quot;</ETag><At>2026-01-02T03:04:05.678Z</At></In></Root>");
    }

    @Test
    void escapesWhatXmlCannotHold() {
        assertThat(written("<a> & \"b\" 'c'")).isEqualTo("&lt;a&gt; &amp; &quot;b&quot; 'c'");
        assertThat(written("\u0001\t\n\r\u001f\u007f")).isEqualTo("&#x1;&#x9;&#xA;&#xD;&#x1F;&#x7F;");
        assertThat(written("\uffff")).isEqualTo("&#xFFFF;");
    }

    @Test
    void writesEveryCharacterInUtf8() {
        String text = "\u00e9\u07ff\u0800\u20ac\ud7ff\ue000\ufffd\ud83d\ude00\udbff\udffd".repeat(300);
        assertThat(written(text)).isEqualTo(text);
    }

    @Test
    void writesTimesAsTheFormatterDoes() {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        Random random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(XmlWriter.format(time)).isEqualTo(form.format(time));
        }
        assertThat(XmlWriter.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    void growsForTextsLongerThanAllBefore() {
        String plain = "x".repeat(100_000);
        assertThat(written(plain)).isEqualTo(plain);
        assertThat(written(plain + "&")).isEqualTo(plain + "&amp;");
    }
}
