package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Facts about one thing, a line each: name, colon, value. */
final class Facts {
    private final List<String[]> lines = new ArrayList<>();

    Facts add(String name, String value) {
        lines.add(new String[] {name, value});
        return this;
    }

    Facts add(String name, JsonNode value) {
        return add(name, Human.text(value));
    }

    @Override
    public String toString() {
        int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(1);
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            text.append(String.format(Locale.ROOT, "  %" + width + "s: %s%n", line[0], line[1]));
        }
        return text.toString();
    }
}
