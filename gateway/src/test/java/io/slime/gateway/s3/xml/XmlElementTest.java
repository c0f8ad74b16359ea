package io.slime.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents as clients send them, good and bad. */
final class XmlElementTest {
    private static XmlElement parse(String text) {
        return XmlElement.parse(text.getBytes(StandardCharsets.UTF_8), "A");
    }

    @Test
    void readsElementsOfAnyNamespace() {
        XmlElement root = parse("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c --><n:A xmlns:n='urn:x' q='1'>"
                + " <n:B>1 &amp; &lt;2&gt; &#13;<![CDATA[<3>]]></n:B><!-- c --><B>4\u20ac</B><C/></n:A>\n");
        assertThat(root.all("B")).extracting(XmlElement::text).containsExactly("1 & <2> \r<3>", "4\u20ac");
        assertThat(root.textOf("C")).contains("");
        assertThat(root.child("D")).isEmpty();
        assertThat(root.required("B")).startsWith("1 &");
        assertThatThrownBy(() -> root.required("D")).isInstanceOf(S3Exception.class);
    }

    @Test
    void readsUtf8AndNothingElse() {
        assertThat(parse("\ufeff<A><B>\u00e9</B></A>").required("B")).isEqualTo("\u00e9");
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            for (byte[] document : List.of(
                    "<A>\u00e9</A>".getBytes(StandardCharsets.ISO_8859_1), "<A/>".getBytes(StandardCharsets.UTF_16))) {
                assertThatThrownBy(() -> XmlElement.parse(document, "A")).isInstanceOf(S3Exception.class);
            }
        } finally {
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .as("what clients can make the server write")
                .isEmpty();
    }

    static Stream<String> bad() {
        return Stream.of(
                "",
                "   ",
                "text",
                "<A>",
                "<A></B>",
                "<B/>",
                "<A/><A/>",
                "<A/>text",
                "<A><B></A></B>",
                "<A>&nothing;</A>",
                "<A>\u0001</A>",
                "<!DOCTYPE A><A/>",
                "<!DOCTYPE A [<!ENTITY x 'y'>]><A>&x;</A>",
                "<!DOCTYPE A [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><A>&x;</A>",
                "<!DOCTYPE A SYSTEM 'http://127.0.0.1:1/x.dtd'><A/>",
                "<A>" + "<B>".repeat(20) + "</B>".repeat(20) + "</A>",
                "<A>" + "<B/>".repeat(70_000) + "</A>",
                "{\"A\":1}");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatIsNoSuchDocument(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.MALFORMED_XML));
    }

    @Test
    void readsBackWhatTheWriterWrote() {
        String text = "a\r\n\t<&>\"\u00e9\ud83d\ude00";
        assertThat(XmlElement.parse(XmlWriter.of("A").text("B", text).bytes(), "A")
                        .required("B"))
                .isEqualTo(text);
    }
}
