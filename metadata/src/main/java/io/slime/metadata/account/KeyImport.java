package io.slime.metadata.account;

import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Accounts and keys that are to be made together, or none of them.
 *
 * @param accounts to be made where no account has their name
 * @param keys to be made, each for the account of a name
 */
public record KeyImport(List<NewAccount> accounts, List<Owned> keys) {
    /**
     * A key and whose it will be.
     *
     * @param account name of the account
     * @param key the key
     */
    public record Owned(String account, NewKey key) {}

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * All are there.
     *
     * @param accounts how many accounts were made
     * @param keys how many keys were made
     */
    public record Made(int accounts, int keys) implements Outcome {}

    /**
     * Nothing was made.
     *
     * @param taken ids of keys that are there already
     * @param unknown names that no account has
     * @param clashing accounts whose id or e-mail address another has
     */
    public record Refused(List<String> taken, List<String> unknown, List<String> clashing) implements Outcome {}

    /** Copies the lists. */
    public KeyImport {
        accounts = List.copyOf(accounts);
        keys = List.copyOf(keys);
    }

    Outcome run(Connection connection) throws SQLException {
        TreeSet<String> taken = new TreeSet<>();
        TreeSet<String> unknown = new TreeSet<>();
        TreeSet<String> clashing = new TreeSet<>();
        TreeSet<String> wanted = new TreeSet<>();
        for (NewAccount account : accounts) {
            if (!isThere(connection, account.name())) {
                wanted.add(account.name());
                if (isTaken(connection, account)) {
                    clashing.add(account.name());
                }
            }
        }
        for (Owned owned : keys) {
            if (exists(
                    connection,
                    "SELECT EXISTS (SELECT 1 FROM slime.access_key WHERE id = ?)",
                    owned.key().id())) {
                taken.add(owned.key().id());
            }
            if (!wanted.contains(owned.account())
                    && !unknown.contains(owned.account())
                    && !isThere(connection, owned.account())) {
                unknown.add(owned.account());
            }
        }
        if (!taken.isEmpty() || !unknown.isEmpty() || !clashing.isEmpty()) {
            return new Refused(List.copyOf(taken), List.copyOf(unknown), List.copyOf(clashing));
        }
        for (NewAccount account : accounts) {
            if (wanted.contains(account.name())) {
                made(AccountTable.insert(connection, account));
            }
        }
        for (Owned owned : keys) {
            String id = Sql.only(
                    connection,
                    "SELECT id FROM slime.account WHERE name = ?",
                    row -> row.getString(1),
                    owned.account());
            made(AccountTable.insert(connection, id, owned.key()));
        }
        return new Made(wanted.size(), keys.size());
    }

    private static boolean isThere(Connection connection, String name) throws SQLException {
        return exists(connection, "SELECT EXISTS (SELECT 1 FROM slime.account WHERE name = ?)", name);
    }

    private static boolean isTaken(Connection connection, NewAccount account) throws SQLException {
        return exists(connection, "SELECT EXISTS (SELECT 1 FROM slime.account WHERE id = ?)", account.id())
                || exists(
                        connection,
                        "SELECT EXISTS (SELECT 1 FROM slime.account WHERE lower(email) = lower(?::text))",
                        account.email());
    }

    private static boolean exists(Connection connection, String question, Object about) throws SQLException {
        return Sql.only(connection, question, row -> row.getBoolean(1), about);
    }

    /** What was free at the begin of a serializable transaction is free, unless the request names it twice. */
    private static void made(Optional<?> row) {
        if (row.isEmpty()) {
            throw new IllegalArgumentException("an account or key is named twice");
        }
    }
}
