package io.slime.metadata.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @Test
    void readsWhatItWrites() throws SQLException {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            Map<String, Map<String, String>> groups = new TreeMap<>();
            for (int group = random.nextInt(4); group > 0; group--) {
                groups.put(text(random), strings(random));
            }
            Attributes attributes = new Attributes(groups);
            assertThat(Json.attributes(Json.of(attributes))).isEqualTo(attributes);
            Map<String, String> strings = strings(random);
            assertThat(Json.strings(Json.of(strings))).isEqualTo(strings);
        }
    }

    @Test
    void nothingIsNoEntry() throws SQLException {
        assertThat(Json.attributes(null)).isEqualTo(Attributes.NONE);
        assertThat(Json.attributes("{}")).isEqualTo(Attributes.NONE);
        assertThat(Json.strings(null)).isEmpty();
        assertThat(Json.strings(" { } ")).isEmpty();
    }

    @Test
    void scalarsAreStrings() throws SQLException {
        assertThat(Json.strings("{\"a\": 1, \"b\": true}")).isEqualTo(Map.of("a", "1", "b", "true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"a\"",
                "{",
                "{\"a\":",
                "{\"a\":null}",
                "{\"a\":[]}",
                "{\"a\":{}}",
                "{\"a\":\"b\"} {}",
                "{\"a\":\"b\"]"
            })
    void anotherShapeIsAnError(String json) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Json.strings(json))
                .withMessageContaining("another shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"b\"}", "{\"a\":null}", "{\"a\":{\"b\":{}}}", "{\"a\":{\"b\":\"c\"}", "[{}]"})
    void groupsAreOfStrings(String json) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Json.attributes(json))
                .withMessageContaining("another shape");
    }

    private static Map<String, String> strings(Random random) {
        Map<String, String> strings = new TreeMap<>();
        for (int entry = random.nextInt(4); entry > 0; entry--) {
            strings.put(text(random), text(random));
        }
        return strings;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.appendCodePoint("a\"\\\u0001\u00e4\u20ac/ {}".charAt(random.nextInt(10)));
        }
        return text.toString();
    }
}
