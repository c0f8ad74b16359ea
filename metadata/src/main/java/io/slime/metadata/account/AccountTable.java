package io.slime.metadata.account;

import java.util.List;
import java.util.Optional;

/** The accounts and their access keys. */
public final class AccountTable {
    /** Makes the first account with its first key, if there is no account at all; else empty. */
    public Optional<Account> createFirst(NewAccount account, NewKey key) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** Makes an account; empty if its id or name is taken. */
    public Optional<Account> create(NewAccount account) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** The account of that canonical id. */
    public Optional<Account> find(String id) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** The account of that name. */
    public Optional<Account> named(String name) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** All accounts, by name. */
    public List<Account> list() {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** Removes an account and its keys; false if it is not there or still owns a bucket. */
    public boolean delete(String id) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** Makes a key; empty if its id is taken or the account is not there. */
    public Optional<AccessKey> createKey(String account, NewKey key) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** The key of that id, with its account. */
    public Optional<Credential> credential(String key) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** The keys of an account, or of all, by id. */
    public List<AccessKey> keys(Optional<String> account) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** Enables or disables a key; false if it is not there. */
    public boolean enableKey(String key, boolean enabled) {
        throw io.slime.metadata.transaction.Pending.body();
    }

    /** Removes a key; false if it is not there. */
    public boolean deleteKey(String key) {
        throw io.slime.metadata.transaction.Pending.body();
    }
}
