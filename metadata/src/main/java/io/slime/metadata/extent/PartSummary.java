package io.slime.metadata.extent;

import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a content that was uploaded in parts.
 *
 * @param number the number that the client gave it
 * @param from where it begins in the content
 * @param length how many bytes
 * @param checksums its checksums by lower-case algorithm, in base64
 */
public record PartSummary(int number, long from, long length, Map<String, String> checksums) {
    private static final String BETWEEN = " ";

    public PartSummary {
        checksums = Map.copyOf(checksums);
    }

    /** Checksums as one text: {@code algorithm:value}, separated by spaces. */
    public static String text(Map<String, String> checksums) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(checksums)
                .forEach((algorithm, value) -> text.append(text.isEmpty() ? "" : BETWEEN)
                        .append(algorithm)
                        .append(':')
                        .append(value));
        return text.toString();
    }

    /** Checksums of such a text. */
    static Map<String, String> checksums(String text) {
        Map<String, String> checksums = new TreeMap<>();
        for (String each : text.split(BETWEEN, -1)) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                checksums.put(each.substring(0, colon), each.substring(colon + 1));
            }
        }
        return checksums;
    }
}
