package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.testing.Mangler;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random requests verify as signed, and do not when one thing of them is another. */
class SignaturePropertyTest {
    private static final long SEED = Long.getLong("slime.seed", 20260118L);
    private static final String ALPHABET = "ab/+=!'()*&?#%~ .-_äß€😀\u0001\"<>";

    private static String text(Random random) {
        int[] all = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(20); n > 0; n--) {
            text.appendCodePoint(all[random.nextInt(all.length)]);
        }
        return text.toString();
    }

    @Test
    void verifiesWhatWasSignedAndNothingElse() {
        Random random = new Random(SEED);
        for (int round = 0; round < Mangler.rounds(500); round++) {
            String path = "/b/" + PercentCoding.encodeKey(text(random));
            String query = PercentCoding.encode(text(random)) + "=" + PercentCoding.encode(text(random));
            SignedRequest bare = Examples.request(
                    "PUT", path, query, "Host", "h", "x-amz-meta-a", Integer.toString(random.nextInt()));
            SignedRequest signed = Examples.SIGNER.sign(bare, Examples.EMPTY, Examples.TIME);
            assertThat(Examples.authenticate(signed))
                    .as("seed %d round %d", SEED, round)
                    .isInstanceOf(Identity.Authenticated.class);
            SignedRequest other = new SignedRequest("PUT", path + "x", query, signed.headers());
            assertThatThrownBy(() -> Examples.authenticate(other)).isInstanceOf(S3Exception.class);
            SignedRequest more = new SignedRequest("PUT", path, query + "x", signed.headers());
            assertThatThrownBy(() -> Examples.authenticate(more)).isInstanceOf(S3Exception.class);
        }
    }
}
