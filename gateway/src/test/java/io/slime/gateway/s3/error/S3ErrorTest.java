package io.slime.gateway.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class S3ErrorTest {
    @Test
    void namesEachCodeOnce() {
        assertThat(Arrays.stream(S3Error.values()).map(S3Error::code)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(S3Error.values()).map(S3Error::message)).noneMatch(String::isBlank);
        assertThat(Arrays.stream(S3Error.values()).map(S3Error::status)).allMatch(s -> s >= 300 && s < 600);
    }

    @Test
    void keepsTheCodesThatClientsCompare() {
        assertThat(S3Error.NO_SUCH_KEY.code()).isEqualTo("NoSuchKey");
        assertThat(S3Error.MALFORMED_XML.code()).isEqualTo("MalformedXML");
        assertThat(S3Error.INVALID_URI.code()).isEqualTo("InvalidURI");
        assertThat(S3Error.KEY_TOO_LONG_ERROR.code()).isEqualTo("KeyTooLongError");
        assertThat(S3Error.SLOW_DOWN.status()).isEqualTo(503);
        assertThat(S3Error.INVALID_RANGE.status()).isEqualTo(416);
        assertThat(S3Error.BUCKET_NOT_EMPTY.status()).isEqualTo(409);
    }

    @Test
    void carriesElementsInOrderAndAStackTraceOnlyWhenWeAreAtFault() {
        S3Exception caller = S3Exception.invalidRange("bytes=5-", 3).with("X", "y");
        assertThat(caller.elements().keySet()).containsExactly("RangeRequested", "ActualObjectSize", "X");
        assertThat(caller.getStackTrace()).isEmpty();
        S3Exception ours =
                new S3Exception(S3Error.INTERNAL_ERROR, "broken", new IllegalStateException()).with("X", "y");
        assertThat(ours.getStackTrace()).isNotEmpty();
        assertThat(ours.getCause()).isInstanceOf(IllegalStateException.class);
        assertThat(ours.message()).isEqualTo("broken");
    }
}
