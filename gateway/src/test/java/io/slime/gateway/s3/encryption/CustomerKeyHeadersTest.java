package io.slime.gateway.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import org.junit.jupiter.api.Test;

final class CustomerKeyHeadersTest {
    private static final String PREFIX = CustomerKeyHeaders.OBJECT;
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static CustomerKeyHeaders headers(boolean confidential, String... fields) {
        HttpHeaders.Builder builder = HttpHeaders.builder();
        for (int i = 0; i < fields.length; i += 2) {
            builder.add(PREFIX + fields[i], fields[i + 1]);
        }
        return new CustomerKeyHeaders(builder.build(), confidential, PREFIX);
    }

    private static CustomerKeyHeaders whole(boolean confidential) {
        return headers(confidential, "algorithm", "AES256", "key", KEY, "key-md5", "KYvwGXoFFJ42a2u2GDWhwQ==");
    }

    @Test
    void takesAKey() {
        assertThat(whole(true).key()).isPresent();
        assertThat(headers(false).key()).isEmpty();
    }

    @Test
    void takesNoKeyThatOthersCouldRead() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> whole(false).key())
                .withMessageContaining("secure connection")
                .satisfies(e -> assertThat(e.error()).isEqualTo(S3Error.INVALID_REQUEST));
    }

    @Test
    void saysNothingOfTheKey() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> headers(true, "algorithm", "AES256", "key", KEY, "key-md5", "AAAA")
                        .key())
                .satisfies(e -> assertThat(e.getMessage() + e.elements()).doesNotContain(KEY));
    }
}
