package io.slime.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class ObjectPathTest {
    private static final String LONGEST = "k".repeat(ObjectPath.MAX_KEY_BYTES);

    @Test
    void decodesOnceAndChangesNothingElse() {
        assertThat(ObjectPath.parse("a%2Fb//../c;x=1/+%2520%C3%A9/")).isEqualTo("a/b//../c;x=1/+%20é/");
        assertThat(ObjectPath.parse("Ã©")).isEqualTo("é");
        assertThat(ObjectPath.parse("%0A%7F%E2%82%AC%F0%9F%98%80")).isEqualTo("\n\u007f€😀");
        assertThat(ObjectPath.parse(LONGEST)).isEqualTo(LONGEST);
        assertThat(ObjectPath.parse("photos/" + LONGEST)).hasSize(7 + ObjectPath.MAX_KEY_BYTES);
    }

    @Test
    void refusesWhatCannotBeStored() {
        for (String raw : new String[] {
            "",
            "%",
            "%4",
            "%zz",
            "a%00b",
            "%ff",
            "%c3",
            "a%c0%af",
            "%ed%a0%80",
            LONGEST + "k",
            "%C3%A9".repeat(513),
            "photos/",
            "photos/" + LONGEST + "k",
            "Photos/" + LONGEST
        }) {
            assertThatThrownBy(() -> ObjectPath.parse(raw))
                    .as(raw)
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refused -> assertThat(refused.answer().status()).isEqualTo(400));
        }
    }

    @Test
    void encodingGivesTheSamePathBack() {
        String path = "a b/ü+%\n~/-._😀";
        assertThat(ObjectPath.encode(path)).isEqualTo("a%20b/%C3%BC%2B%25%0A~/-._%F0%9F%98%80");
        assertThat(ObjectPath.parse(ObjectPath.encode(path))).isEqualTo(path);
    }

    @Test
    void aParameterStandsOnceAndIsKnown() {
        Set<String> known = Set.of("after", "limit");
        Query query = Query.parse("after=a+b%2Bc&limit=&X-Amz-Date=x", known);
        assertThat(query.value("after")).contains("a b+c");
        assertThat(query.value("limit")).isEmpty();
        assertThat(query.number("limit", 7, 10)).isEqualTo(7);
        for (String raw : new String[] {"before=a", "after=a&after=a", "after=%"}) {
            assertThatThrownBy(() -> Query.parse(raw, known)).as(raw).isInstanceOf(Rejection.class);
        }
        for (String raw : new String[] {"limit=-1", "limit=11", "limit=x", "limit=99999999999"}) {
            assertThatThrownBy(() -> Query.parse(raw, known).number("limit", 7, 10))
                    .as(raw)
                    .isInstanceOf(Rejection.class);
        }
    }
}
