package io.slime.metadata.transaction;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements in one line: binds arguments by their type, maps rows. */
public final class Sql {
    private Sql() {}

    /**
     * Makes a value of the row that the result set stands on.
     *
     * @param <T> the value
     */
    @FunctionalInterface
    public interface Row<T> {
        /** Reads the current row only. */
        T map(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    public static <T> List<T> list(Connection connection, String sql, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(row.map(rows));
                }
                return list;
            }
        }
    }

    /** The first row of a query, if there is one. */
    public static <T> Optional<T> first(Connection connection, String sql, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        List<T> rows = list(connection, sql, row, arguments);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** The row of a query that always has one. */
    public static <T> T only(Connection connection, String sql, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        return first(connection, sql, row, arguments).orElseThrow(() -> new SQLException("no row from: " + sql));
    }

    /** Executes a change; how many rows it concerned. */
    public static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        }
    }

    /** A time column that is not null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return optionalInstant(row, column).orElseThrow(() -> new SQLException("null in " + column));
    }

    /** A time column. */
    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A UUID column that is not null. */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return optionalUuid(row, column).orElseThrow(() -> new SQLException("null in " + column));
    }

    /** A UUID column. */
    public static Optional<UUID> optionalUuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    /** A text column. */
    public static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A smallint[] column; null is no element. */
    public static List<Integer> numbers(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return List.of();
        }
        return Arrays.stream((Object[]) array.getArray())
                .map(number -> ((Number) number).intValue())
                .toList();
    }

    /** A uuid[] column. */
    public static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(UUID.class::cast)
                .toList();
    }

    /** The text of an array of small numbers, to be cast by {@code ::smallint[]}; null if there are none. */
    public static @Nullable String array(List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder("{");
        for (int number : numbers) {
            text.append(text.length() > 1 ? "," : "").append(number);
        }
        return text.append('}').toString();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(index, Types.NULL);
            case Optional<?> optional -> bind(statement, index, optional.orElse(null));
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case UUID[] uuids ->
                statement.setArray(index, statement.getConnection().createArrayOf("uuid", uuids));
            case String[] texts ->
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            case Long[] numbers ->
                statement.setArray(index, statement.getConnection().createArrayOf("int8", numbers));
            case Integer[] numbers ->
                statement.setArray(index, statement.getConnection().createArrayOf("int4", numbers));
            case Boolean[] flags ->
                statement.setArray(index, statement.getConnection().createArrayOf("bool", flags));
            case Timestamp[] times ->
                statement.setArray(index, statement.getConnection().createArrayOf("timestamptz", times));
            default -> statement.setObject(index, argument);
        }
    }
}
