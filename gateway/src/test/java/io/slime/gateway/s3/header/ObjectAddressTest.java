package io.slime.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slime.gateway.s3.error.S3Exception;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectAddressTest {
    private static String key(String rawPath) {
        return ObjectAddress.pathStyle(rawPath).key().orElse("(none)");
    }

    private static String code(String rawPath) {
        S3Exception e = catchThrowableOfType(S3Exception.class, () -> ObjectAddress.pathStyle(rawPath));
        assertThat(e).as("a refusal of %s", rawPath).isNotNull();
        return e.code();
    }

    @Test
    void keepsTheKeyExactlyAsItIs() {
        assertThat(key("/b/a/../b/./c//d/")).isEqualTo("a/../b/./c//d/");
        assertThat(key("/b//a")).isEqualTo("/a");
        assertThat(key("/b/a+b%2Bc%20d%25%3f")).isEqualTo("a+b+c d%?");
        assertThat(key("/b/%C3%A4%F0%9F%98%80%01")).isEqualTo("ä😀\u0001");
        assertThat(key("/b/\u00c3\u00a4")).isEqualTo("ä");
        assertThat(key("/b/ä😀")).isEqualTo("ä😀");
    }

    @Test
    void knowsServiceBucketAndObject() {
        assertThat(ObjectAddress.pathStyle("/")).isEqualTo(new ObjectAddress(Optional.empty(), Optional.empty()));
        assertThat(ObjectAddress.pathStyle("/b")).isEqualTo(new ObjectAddress(Optional.of("b"), Optional.empty()));
        assertThat(ObjectAddress.pathStyle("/b/")).isEqualTo(new ObjectAddress(Optional.of("b"), Optional.empty()));
        assertThat(ObjectAddress.virtualHost("b", "/a/b"))
                .isEqualTo(new ObjectAddress(Optional.of("b"), Optional.of("a/b")));
        assertThat(ObjectAddress.virtualHost("b", "/").key()).isEmpty();
    }

    @Test
    void refusesWhatIsNotPercentEncodedUtf8() {
        for (String path : new String[] {
            "/b/%",
            "/b/%4",
            "/b/%zz",
            "/b/%+1",
            "/b/%00",
            "/b/%FF",
            "/b/%C0%AF",
            "/b/%ED%A0%80",
            "/b/%C3",
            "/%/k",
            "b/k",
            ""
        }) {
            assertThat(code(path)).isEqualTo("InvalidURI");
        }
    }

    @Test
    void limitsTheBytesOfAKey() {
        assertThat(key("/b/" + "%C3%A4".repeat(512))).hasSize(512);
        assertThat(code("/b/" + "%C3%A4".repeat(512) + "a")).isEqualTo("KeyTooLongError");
        S3Exception e = catchThrowableOfType(S3Exception.class, () -> ObjectAddress.checkKey("a\0b"));
        assertThat(e.code()).isEqualTo("InvalidArgument");
        S3Exception half = catchThrowableOfType(S3Exception.class, () -> ObjectAddress.checkKey("\ud800"));
        assertThat(half.code()).isEqualTo("InvalidArgument");
    }

    @Test
    void readsTheQueryWithPlusForSpace() {
        QueryParameters query = QueryParameters.parse("prefix=a+b%2Bc&acl&prefix=z&&k=%3D=");
        assertThat(query.first("prefix")).contains("a b+c");
        assertThat(query.all("prefix")).hasSize(2);
        assertThat(query.first("acl")).contains("");
        assertThat(query.has("Acl")).isFalse();
        assertThat(query.first("k")).contains("==");
        assertThat(QueryParameters.parse("X-Amz-Signature=secret").toString()).doesNotContain("secret");
    }
}
