package io.slime.metadata.setting;

import io.slime.erasure.Redundancy;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cluster-wide settings, as names and JSON values. */
public final class SettingTable {
    /** What redundancy is until it is set. */
    public static final Redundancy DEFAULT_REDUNDANCY = new Redundancy(2, 3);

    private static final String REDUNDANCY = "redundancy";
    private static final String SELECT = "SELECT value::text FROM slime.setting WHERE name = ?";
    private static final String INSERT =
            "INSERT INTO slime.setting (name, value) VALUES (?, ?::jsonb) ON CONFLICT (name) ";

    private final Transactions transactions;

    /** Uses these transactions. */
    public SettingTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The redundancy for new writes. */
    public Redundancy redundancy() {
        return redundancyOr(DEFAULT_REDUNDANCY);
    }

    /** The redundancy for new writes, or {@code otherwise} while none is set. */
    public Redundancy redundancyOr(Redundancy otherwise) {
        return get(REDUNDANCY)
                .map(json -> Redundancy.parse(json.substring(1, json.length() - 1)))
                .orElse(otherwise);
    }

    /** Sets the redundancy for new writes. */
    public void redundancy(Redundancy redundancy) {
        set(REDUNDANCY, "\"" + redundancy + "\"");
    }

    /** The JSON value of a setting, if it is set. */
    public Optional<String> get(String name) {
        return transactions.statement(connection -> Sql.first(connection, SELECT, row -> row.getString(1), name));
    }

    /** Sets a setting to a JSON value. */
    public void set(String name, String json) {
        transactions.repeat(connection ->
                Sql.update(connection, INSERT + "DO UPDATE SET value = excluded.value, changed = now()", name, json));
    }

    /** Sets a setting only if it has no value yet; the value that holds afterwards. */
    public String setIfAbsent(String name, String json) {
        return transactions.repeat(connection -> {
            Sql.update(connection, INSERT + "DO NOTHING", name, json);
            return Sql.only(connection, SELECT, row -> row.getString(1), name);
        });
    }

    /** Forgets a setting. */
    public void clear(String name) {
        transactions.repeat(connection -> Sql.update(connection, "DELETE FROM slime.setting WHERE name = ?", name));
    }

    /** All settings, by name. */
    public Map<String, String> list() {
        return transactions.statement(connection -> {
            Map<String, String> settings = new TreeMap<>();
            Sql.list(
                    connection,
                    "SELECT name, value::text FROM slime.setting",
                    row -> settings.put(row.getString(1), row.getString(2)));
            return settings;
        });
    }
}
