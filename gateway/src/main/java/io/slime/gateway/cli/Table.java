package io.slime.gateway.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in columns: two spaces between them, no lines around them, nothing cut off. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final Set<Integer> right;

    /**
     * Starts with the heads of the columns; a head that starts with {@code >} is of a column of figures.
     */
    Table(String... heads) {
        right = IntStream.range(0, heads.length)
                .filter(i -> heads[i].startsWith(">"))
                .boxed()
                .collect(Collectors.toSet());
        rows.add(Arrays.stream(heads)
                .map(head -> head.startsWith(">") ? head.substring(1) : head)
                .toArray(String[]::new));
    }

    /** Adds a row with a cell for each column. */
    Table row(String... cells) {
        if (cells.length != rows.getFirst().length) {
            throw new IllegalArgumentException(cells.length + " cells for " + rows.getFirst().length + " columns");
        }
        rows.add(cells);
        return this;
    }

    /** The table, one line a row. */
    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(right.contains(i) ? space + row[i] : row[i] + space);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
