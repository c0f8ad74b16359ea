package io.slime.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.object.ETags;
import io.slime.gateway.testing.Mangler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Entity tags and ranges as headers have them. */
final class ConditionsTest {
    @Test
    void listsOfTagsAreRead() {
        assertThat(Conditions.tags("\"a\", b ,W/\"c\"", "If-Match", false))
                .contains(new ETags(false, List.of("a", "b", "W/c")));
        assertThat(Conditions.tags("W/\"c\"", "If-None-Match", true)).contains(new ETags(false, List.of("c")));
        assertThat(Conditions.tags("", "If-Match", false)).isEmpty();
        assertThatThrownBy(() -> Conditions.tags("\"a", "If-Match", false)).isInstanceOf(Rejection.class);
    }

    /** None takes more time than its length is worth. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void blanksTakeNoTime() {
        String blanks = " ".repeat(30_000);
        assertThat(ByteRange.SYNTAX
                        .matcher("bytes=" + blanks + "-" + blanks + "x")
                        .matches())
                .isFalse();
        assertThat(ByteRange.SYNTAX
                        .matcher("bytes =" + blanks + "1 - 2" + blanks)
                        .matches())
                .isTrue();
        assertThatThrownBy(() -> Conditions.tags("\"a\"," + blanks + "\"", "If-Match", false))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void areReadOrRefused() {
        Mangler mangler = new Mangler(Mangler.seed());
        for (int round = 0; round < Mangler.rounds(20_000); round++) {
            String header = mangler.mangle(mangler.any("\"abc\"", "W/\"abc\", \"def\"", "abc,def"))
                    .strip();
            try {
                Conditions.tags(header, "If-Match", mangler.random().nextBoolean());
            } catch (Rejection e) {
                assertThat(e).hasMessageContaining("If-Match");
            }
        }
    }
}
