package io.slime.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
}
