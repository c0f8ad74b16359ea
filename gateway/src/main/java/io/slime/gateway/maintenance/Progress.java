package io.slime.gateway.maintenance;

import io.slime.metadata.task.TaskRow;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that every task's progress has.
 *
 * @param done pieces of work
 * @param bytes bytes for them
 * @param total pieces in all
 */
record Progress(long done, long bytes, long total) {
    private static final Pattern DONE = Pattern.compile("\"done\": ?([0-9]+)");
    private static final Pattern BYTES = Pattern.compile("\"bytes\": ?([0-9]+)");

    private static final Pattern TOTAL = Pattern.compile("\"total\": ?([0-9]+)");

    static Progress of(Optional<TaskRow> row) {
        String json = row.map(TaskRow::progress).orElse("{}");
        return new Progress(number(DONE, json), number(BYTES, json), number(TOTAL, json));
    }

    private static long number(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
