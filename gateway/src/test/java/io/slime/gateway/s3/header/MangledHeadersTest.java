package io.slime.gateway.s3.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.testing.Mangler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a header or on the request line is read or refused, and nothing else comes of it. */
final class MangledHeadersTest {
    private static final long SEED = Mangler.seed();
    private static final int ROUNDS = Mangler.rounds(20_000);

    @Test
    void rangesAreRangesWithinTheObject() {
        Mangler mangler = new Mangler(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String header =
                    mangler.mangle(mangler.any("bytes=0-9", "bytes=-5", "bytes=7-", "bytes=1-2,4-5", "BYTES = 0 - 0"));
            long size = mangler.any(0L, 1L, 10L, Long.MAX_VALUE - 1);
            Optional<ByteRange.Span> span = ByteRange.parse(header).flatMap(range -> range.within(size));
            span.ifPresent(it -> assertThat(it.start() >= 0 && it.length() > 0 && it.end() <= size)
                    .as("seed %d: %s of %d", SEED, header, size)
                    .isTrue());
        }
    }

    @Test
    void tagsOfEntitiesAreReadOrMatchNothing() {
        Mangler mangler = new Mangler(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String header = mangler.mangle(mangler.any("\"abc\"", "W/\"abc\", \"def\"", "*", "abc,def", "\"\""));
            ETagList list = ETagList.parse(header);
            assertThat(list.matchesStrongly("other-than-these") && !list.any())
                    .as(header)
                    .isFalse();
            ETagList.unquote(header);
        }
    }

    /** None takes more time than its length is worth. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void blanksTakeNoTime() {
        String blanks = " ".repeat(30_000);
        assertThat(ByteRange.parse("bytes=" + blanks + "-" + blanks + "x")).isEmpty();
        assertThat(ByteRange.parse("bytes" + blanks + "=" + blanks + "1" + blanks + "-" + blanks))
                .isPresent();
        assertThat(ETagList.parse("\"a\"," + blanks + "\"").tags()).hasSize(1);
        assertThat(ETagList.parse(blanks + "a" + blanks + "b").tags()).isEmpty();
        assertThat(ETagList.parse("\"" + blanks).tags()).isEmpty();
    }

    @Test
    void aCopySourceNamesAKeyThatAPathMayName() {
        Mangler mangler = new Mangler(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String header = mangler.mangle(
                    mangler.any("/bucket/a/b%20c", "bucket/key?versionId=null", "b/%C3%A9?versionId=0123456789abcdef"));
            try {
                CopySource source = CopySource.parse(header);
                assertThat(ObjectAddress.pathStyle("/b/" + PercentCoding.encodeKey(source.key()))
                                .key())
                        .as("seed %d: %s", SEED, header)
                        .contains(source.key());
            } catch (S3Exception e) {
                assertThat(e.status()).as("seed %d: %s", SEED, header).isBetween(400, 501);
            }
        }
    }

    @Test
    void aPathNamesOneKeyAndIsNamedByIt() {
        Mangler mangler = new Mangler(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String path =
                    mangler.mangle(mangler.any("/bucket/a/b%20c", "/b/..%2F../c//d", "/b/%C3%A9%F0%9F%98%80", "/"));
            try {
                ObjectAddress address = ObjectAddress.pathStyle(path);
                address.key().ifPresent(key -> {
                    assertThat(key).as(path).doesNotContain("\0");
                    assertThat(key.getBytes(StandardCharsets.UTF_8).length).isBetween(1, ObjectAddress.MAX_KEY_BYTES);
                    assertThat(ObjectAddress.pathStyle("/b/" + PercentCoding.encodeKey(key))
                                    .key())
                            .as("seed %d: %s", SEED, path)
                            .contains(key);
                });
                QueryParameters.parse(path);
            } catch (S3Exception e) {
                assertThat(e.status()).as("seed %d: %s", SEED, path).isEqualTo(400);
            }
        }
    }
}
