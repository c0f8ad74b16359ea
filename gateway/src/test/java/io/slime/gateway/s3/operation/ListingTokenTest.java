package io.slime.gateway.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Continuation tokens. */
final class ListingTokenTest {
    @Test
    void givesBackThePlace() {
        for (String key : List.of("", "a", "a/b/", "\u20ac\ud83d\ude00 +%", "\u0001", "x".repeat(1024))) {
            String token = ListingToken.write(key);
            assertThat(token).matches("[A-Za-z0-9_-]+");
            assertThat(ListingToken.read(token)).isEqualTo(key);
        }
    }

    @Test
    void refusesWhatIsNoneOfOurs() {
        String nul = Base64.getUrlEncoder().encodeToString("1a\0b".getBytes(StandardCharsets.UTF_8));
        for (String token : List.of("", "a", "!", "MmE", "MWE=", "MYH_", nul, ListingToken.write("a") + "A")) {
            assertThatThrownBy(() -> ListingToken.read(token))
                    .as(token)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.INVALID_ARGUMENT));
        }
    }
}
