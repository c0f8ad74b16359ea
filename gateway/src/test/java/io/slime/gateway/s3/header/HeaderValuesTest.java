package io.slime.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeaderValuesTest {
    private static String code(Runnable call) {
        S3Exception e = catchThrowableOfType(S3Exception.class, call::run);
        assertThat(e).as("a refusal").isNotNull();
        return e.code();
    }

    private static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void keepsHeadersInOrderUnderLowerCaseNames() {
        HttpHeaders headers = HttpHeaders.of("B", " 1 ", "a", "2", "b", "3");
        assertThat(headers.names()).containsExactly("b", "a");
        assertThat(headers.first("B")).contains("1");
        assertThat(headers.all("b")).containsExactly(" 1 ", "3");
        assertThat(headers.plus(HttpHeaders.of("a", "4")).all("a")).containsExactly("2", "4");
        assertThat(headers.without("B").names()).containsExactly("a");
        assertThat(HttpHeaders.of("authorization", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void comparesETags() {
        ETagList list = ETagList.parse(" \"a\", W/\"b\" ,c,\"x,y\"");
        assertThat(list.tags()).hasSize(4);
        assertThat(list.matchesStrongly("\"a\"")).isTrue();
        assertThat(list.matchesStrongly("b")).isFalse();
        assertThat(list.matchesWeakly("b")).isTrue();
        assertThat(list.matchesStrongly("c")).isTrue();
        assertThat(list.matchesStrongly("x,y")).isTrue();
        assertThat(list.matchesWeakly("d")).isFalse();
        assertThat(ETagList.parse("*").matchesStrongly("anything")).isTrue();
        assertThat(ETagList.parse("\"*\"").any()).isFalse();
        assertThat(ETagList.parse("\"unfinished").matchesStrongly("unfinished")).isFalse();
    }

    @Test
    void takesUserMetadataAsText() {
        HttpHeaders headers = HttpHeaders.of(
                "X-Amz-Meta-A",
                " b ",
                "x-amz-meta-n",
                wire("größe €"),
                "x-amz-meta-l",
                "gr\u00f6\u00dfe",
                "x-amz-meta-w",
                "=?UTF-8?B?w6Q=?=",
                "x-amz-meta-a",
                "c",
                "x-amz-meta-",
                "no",
                "x-amz-acl",
                "private");
        assertThat(UserMetadata.parse(headers)).isEqualTo(Map.of("a", "b,c", "n", "größe €", "l", "größe", "w", "ä"));
    }

    @Test
    void limitsUserMetadata() {
        String full = "x".repeat(2047);
        assertThat(UserMetadata.parse(HttpHeaders.of("x-amz-meta-a", full))).hasSize(1);
        assertThat(code(() -> UserMetadata.parse(HttpHeaders.of("x-amz-meta-a", full + "x"))))
                .isEqualTo("MetadataTooLarge");
    }

    @Test
    void givesTextBackAsItCame() {
        for (String text : new String[] {"plain", "größe", "€", "\u00c3\u00a4", "\u00ff", "😀"}) {
            assertThat(WireText.fromWire(WireText.toWire(text))).isEqualTo(text);
        }
        assertThat(WireText.toWire("\u00ff")).isEqualTo("\u00ff");
    }

    @Test
    void storesStandardHeadersWithoutTheCodingOfTheUpload() {
        HttpHeaders headers = HttpHeaders.of(
                "Content-Type",
                "text/plain",
                "Content-Encoding",
                "aws-chunked,gzip",
                "Expires",
                "never",
                "Cache-Control",
                "",
                "x-other",
                "y");
        assertThat(StandardHeaders.parse(headers))
                .isEqualTo(Map.of("content-type", "text/plain", "content-encoding", "gzip", "expires", "never"));
        assertThat(StandardHeaders.isAwsChunked(headers)).isTrue();
        assertThat(StandardHeaders.contentEncoding(HttpHeaders.of("content-encoding", "AWS-Chunked")))
                .isEmpty();
        assertThat(StandardHeaders.contentEncoding(HttpHeaders.of("content-encoding", "gzip, br")))
                .contains("gzip, br");
    }

    @Test
    void readsACopySource() {
        assertThat(CopySource.parse("/b/k%20%2B+/x").key()).isEqualTo("k ++/x");
        assertThat(CopySource.parse("b/k").bucket()).isEqualTo("b");
        assertThat(CopySource.parse("b%2Fk%2520").key()).isEqualTo("k%20");
        assertThat(CopySource.parse("b/k%3FversionId=1").versionId()).isEmpty();
        String id = "0".repeat(32);
        assertThat(CopySource.parse("b/k?x?versionId=" + id)).isEqualTo(new CopySource("b", "k?x", Optional.of(id)));
    }

    @Test
    void refusesACopySourceThatNamesNoObject() {
        for (String text : new String[] {"", "/", "b", "b/", "//k", "b/k?versionId=", "b/k?versionId=v1"}) {
            assertThat(code(() -> CopySource.parse(text))).as(text).isEqualTo("InvalidArgument");
        }
        assertThat(code(() -> CopySource.parse("arn:aws:s3:us-east-1:1:accesspoint/a/object/k")))
                .isEqualTo("NotImplemented");
        assertThat(code(() -> CopySource.parse("b/%zz"))).isEqualTo("InvalidURI");
        assertThat(code(() -> CopySource.parse("b/" + "k".repeat(1025)))).isEqualTo("KeyTooLongError");
    }

    @Test
    void hoistsHeadersOutOfAPresignedQuery() {
        QueryParameters query = QueryParameters.parse("X-Amz-Date=d&X-Amz-Acl=private&x-amz-meta-a=%C3%A4&uploadId=1"
                + "&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32&x-amz-tagging=q");
        HttpHeaders headers = HoistedHeaders.merge(HttpHeaders.of("x-amz-tagging", "h"), query);
        assertThat(headers.names()).containsExactly("x-amz-tagging", "x-amz-acl", "x-amz-meta-a");
        assertThat(headers.all("x-amz-tagging")).containsExactly("h");
        assertThat(UserMetadata.parse(headers)).containsEntry("a", "ä");
    }
}
