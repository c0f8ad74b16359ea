package io.slime.metadata.account;

import java.util.List;
import java.util.Optional;

/** The accounts and their access keys. */
public final class AccountTable {
    /** Makes the first account with its first key, if there is no account at all; else empty. */
    public Optional<Account> createFirst(NewAccount account, NewKey key) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Makes an account; empty if its id or name is taken. */
    public Optional<Account> create(NewAccount account) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The account of that canonical id. */
    public Optional<Account> find(String id) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The account of that name. */
    public Optional<Account> named(String name) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** All accounts, by name. */
    public List<Account> list() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Removes an account and its keys; false if it is not there or still owns a bucket. */
    public boolean delete(String id) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Makes a key; empty if its id is taken or the account is not there. */
    public Optional<AccessKey> createKey(String account, NewKey key) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The key of that id, with its account. */
    public Optional<Credential> credential(String key) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The keys of an account, or of all, by id. */
    public List<AccessKey> keys(Optional<String> account) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Enables or disables a key; false if it is not there. */
    public boolean enableKey(String key, boolean enabled) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Removes a key; false if it is not there. */
    public boolean deleteKey(String key) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
