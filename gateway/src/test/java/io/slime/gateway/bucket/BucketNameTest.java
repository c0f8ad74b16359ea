package io.slime.gateway.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.failure.StorageException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "a.b.c", "0ab", "1.2.3", "a1.2.3.4", "data", "stores", "a--b"})
    void bucketsMayHaveTheseNames(String text) {
        assertThat(BucketName.parse(text).text()).isEqualTo(text);
        assertThat(BucketName.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "-ab",
                "ab-",
                ".ab",
                "ab.",
                "a..b",
                "a.-b",
                "a-.b",
                "192.168.0.1",
                "xn--a",
                "sthree-a",
                "amzn-s3-demo-a",
                "a-s3alias",
                "a--ol-s3",
                "a.mrap",
                "a--x-s3",
                "a--table-s3",
                "abc\n",
                "äbc",
                "a b",
                "a/b"
            })
    void bucketsMayNotHaveTheseNames(String text) {
        assertThat(BucketName.find(text)).isEmpty();
        assertThatExceptionOfType(StorageException.Refused.class).isThrownBy(() -> BucketName.parse(text));
    }

    /** The rules as one expression each. */
    @Test
    void namesAreThoseThatTheRulesAllow() {
        Pattern form =
                Pattern.compile("(?=.{3,63}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");
        Pattern address = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
        Random random = new Random(7);
        String alphabet = "a0z9.-A_";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            int letters = random.nextInt(2) == 0 ? 4 : alphabet.length();
            for (int length = random.nextInt(12); text.length() < length; ) {
                text.append(alphabet.charAt(random.nextInt(2) == 0 ? 1 + random.nextInt(4) : random.nextInt(letters)));
            }
            boolean allowed =
                    form.matcher(text).matches() && !address.matcher(text).matches();
            assertThat(BucketName.find(text.toString()).isPresent())
                    .as(text.toString())
                    .isEqualTo(allowed);
        }
    }

    @Test
    void namesHaveAtMost63Characters() {
        assertThat(BucketName.find("a".repeat(63))).isPresent();
        assertThat(BucketName.find("a".repeat(64))).isEmpty();
    }

    @Test
    void pathsLieInABucketIfTheirFirstSegmentIsAName() {
        assertThat(BucketName.ofPath("abc/d/e")).contains(new BucketName("abc"));
        assertThat(BucketName.ofPath("abc/")).contains(new BucketName("abc"));
        assertThat(BucketName.ofPath("abc")).isEmpty();
        assertThat(BucketName.ofPath("ABC/d")).isEmpty();
        assertThat(BucketName.ofPath("/abc/d")).isEmpty();
        assertThat(new BucketName("abc").path("d//e")).isEqualTo("abc/d//e");
        assertThat(new BucketName("abc").prefix()).isEqualTo("abc/");
    }
}
