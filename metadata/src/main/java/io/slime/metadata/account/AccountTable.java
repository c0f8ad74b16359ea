package io.slime.metadata.account;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The accounts and their access keys. */
public final class AccountTable {
    private static final String ACCOUNT = "a.id, a.name, a.display_name, a.email, a.admin, a.created";
    private static final String KEY =
            "k.id AS key_id, k.account, k.secret, k.nonce, k.enabled, k.created AS key_created, "
                    + "k.expires, k.note, k.policy #>> '{}' AS policy, "
                    + "k.requests_per_second, k.bytes_per_second";

    /** Whether a key {@code k} may administer, and no other one could: what keeps a cluster from being locked. */
    private static final String LAST_KEY = "(k.enabled AND k.policy IS NULL "
            + "AND EXISTS (SELECT 1 FROM slime.account a WHERE a.id = k.account AND a.admin) "
            + "AND NOT EXISTS (SELECT 1 FROM slime.access_key o JOIN slime.account a ON a.id = o.account "
            + "WHERE o.id <> k.id AND o.enabled AND o.policy IS NULL AND a.admin))";

    private final Transactions transactions;

    /** Uses these transactions. */
    public AccountTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Makes the first account with its first key, if there is no account at all; else empty. */
    public Optional<Account> createFirst(NewAccount account, NewKey key) {
        return transactions.write(connection -> {
            boolean any = Sql.only(connection, "SELECT EXISTS (SELECT 1 FROM slime.account)", row -> row.getBoolean(1));
            if (any) {
                return Optional.empty();
            }
            Optional<Account> made = insert(connection, account);
            insert(connection, account.id(), key);
            return made;
        });
    }

    /** Makes an account; empty if its id, name or e-mail address is taken. */
    public Optional<Account> create(NewAccount account) {
        return transactions.write(connection -> insert(connection, account));
    }

    /** The account of that canonical id. */
    public Optional<Account> find(String id) {
        return account("a.id = ?", id);
    }

    /** The account of that name. */
    public Optional<Account> named(String name) {
        return account("a.name = ?", name);
    }

    /** All accounts, by name. */
    public List<Account> list() {
        return transactions.statement(connection -> Sql.list(
                connection, "SELECT " + ACCOUNT + " FROM slime.account a ORDER BY a.name", AccountTable::account));
    }

    /**
     * Removes an account and its keys; false if it is not there, still owns a bucket, is the last administrator, or has the last keys
     * that may administer.
     */
    public boolean delete(String id) {
        return transactions.write(connection -> Sql.update(
                        connection,
                        "DELETE FROM slime.account a WHERE a.id = ? "
                                + "AND NOT EXISTS (SELECT 1 FROM slime.bucket WHERE owner = a.id) "
                                + "AND NOT (a.admin AND NOT EXISTS "
                                + "(SELECT 1 FROM slime.account other WHERE other.admin AND other.id <> a.id)) "
                                + "AND NOT EXISTS (SELECT 1 FROM slime.access_key own WHERE own.account = a.id AND a.admin "
                                + "AND own.enabled AND own.policy IS NULL AND NOT EXISTS "
                                + "(SELECT 1 FROM slime.access_key o JOIN slime.account other ON other.id = o.account "
                                + "WHERE other.id <> a.id AND other.admin AND o.enabled AND o.policy IS NULL))",
                        id)
                == 1);
    }

    /** Makes a key; empty if its id is taken or the account is not there. */
    public Optional<AccessKey> createKey(String account, NewKey key) {
        return transactions.write(connection -> insert(connection, account, key));
    }

    /** Makes accounts and keys, all or none. */
    public KeyImport.Outcome importKeys(KeyImport wanted) {
        return transactions.write(wanted::run);
    }

    /** The key of that id, with its account. */
    public Optional<Credential> credential(String key) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT " + ACCOUNT + ", " + KEY
                        + " FROM slime.access_key k JOIN slime.account a ON a.id = k.account WHERE k.id = ?",
                row -> new Credential(key(row), account(row)),
                key));
    }

    /** The keys of an account, or of all, by id. */
    public List<AccessKey> keys(Optional<String> account) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + KEY + " FROM slime.access_key k WHERE ?::text IS NULL OR k.account = ? ORDER BY k.id",
                AccountTable::key,
                account,
                account));
    }

    /** Enables or disables a key; false if it is not there, or is the last one that may administer and would be disabled. */
    public boolean enableKey(String key, boolean enabled) {
        return transactions.write(connection -> Sql.update(
                        connection,
                        "UPDATE slime.access_key k SET enabled = ? WHERE k.id = ? AND (? OR NOT " + LAST_KEY + ")",
                        enabled,
                        key,
                        enabled)
                == 1);
    }

    /**
     * Sets what a key may do at most, as a policy's text, or all that its account may; false if it is not there, or is the last one that
     * may administer and would be limited.
     */
    public boolean setPolicy(String key, Optional<String> policy) {
        return transactions.write(connection -> Sql.update(
                        connection,
                        "UPDATE slime.access_key k SET policy = to_jsonb(?::text) WHERE k.id = ? AND (? OR NOT "
                                + LAST_KEY + ")",
                        policy,
                        key,
                        policy.isEmpty())
                == 1);
    }

    /** Sets how fast a key is served; false if it is not there. */
    public boolean setRate(String key, Rate rate) {
        return transactions.repeat(connection -> Sql.update(
                        connection,
                        "UPDATE slime.access_key SET requests_per_second = ?, bytes_per_second = ? WHERE id = ?",
                        boxed(rate.requests()),
                        boxed(rate.bytes()),
                        key)
                == 1);
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The account of that e-mail address. */
    public Optional<Account> ofEmail(String email) {
        return account("lower(a.email) = lower(?)", email);
    }

    /** Removes a key; false if it is not there, or is the last one that may administer. */
    public boolean deleteKey(String key) {
        return transactions.write(connection ->
                Sql.update(connection, "DELETE FROM slime.access_key k WHERE k.id = ? AND NOT " + LAST_KEY, key) == 1);
    }

    private Optional<Account> account(String condition, String argument) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT " + ACCOUNT + " FROM slime.account a WHERE " + condition,
                AccountTable::account,
                argument));
    }

    static Optional<Account> insert(Connection connection, NewAccount account) throws SQLException {
        return Sql.first(
                connection,
                "INSERT INTO slime.account AS a (id, name, display_name, email, admin) VALUES (?, ?, ?, ?, ?) "
                        + "ON CONFLICT DO NOTHING RETURNING " + ACCOUNT,
                AccountTable::account,
                account.id(),
                account.name(),
                account.displayName(),
                account.email(),
                account.admin());
    }

    static Optional<AccessKey> insert(Connection connection, String account, NewKey key) throws SQLException {
        return Sql.first(
                connection,
                "INSERT INTO slime.access_key AS k (id, account, secret, nonce, expires, note, policy) "
                        + "SELECT ?, a.id, ?, ?, ?::timestamptz, ?, to_jsonb(?::text) FROM slime.account a WHERE a.id = ? "
                        + "ON CONFLICT DO NOTHING RETURNING " + KEY,
                AccountTable::key,
                key.id(),
                key.secret().ciphertext(),
                key.secret().nonce(),
                key.expires(),
                key.note(),
                key.policy(),
                account);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                Sql.optional(row, "email"),
                row.getBoolean("admin"),
                Sql.instant(row, "created"));
    }

    private static AccessKey key(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getString("key_id"),
                row.getString("account"),
                new SealedSecret(row.getBytes("secret"), row.getBytes("nonce")),
                row.getBoolean("enabled"),
                Sql.instant(row, "key_created"),
                Sql.optionalInstant(row, "expires"),
                Sql.optional(row, "note"),
                Sql.optional(row, "policy"),
                new Rate(number(row, "requests_per_second"), number(row, "bytes_per_second")));
    }
}
