package io.slime.gateway.account;

import io.slime.gateway.failure.StorageException;
import java.util.List;
import java.util.Optional;

/** The users and their keys. What changes here holds on every gateway within 5 seconds. */
public class Accounts {
    /** The key of that id, from memory if it was read within the last 5 seconds. The caller looks at {@code enabled}. */
    public Optional<AccessKey> key(String accessKeyId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the first user, an administrator named {@code root}, with one key, in one transaction.
     *
     * @param accessKeyId the key's id, or empty for a random one
     * @param secret the key's secret, or empty for a random one
     * @return the key, or empty if there is a user already
     */
    public Optional<AccessKey> createRoot(Optional<String> accessKeyId, Optional<String> secret) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a user.
     *
     * @throws StorageException.Refused if the name or id is taken
     */
    public User createUser(NewUser user) {
        throw new UnsupportedOperationException();
    }

    /** The user of that canonical id. */
    public Optional<User> user(String id) {
        throw new UnsupportedOperationException();
    }

    /** The user of that name. */
    public Optional<User> named(String name) {
        throw new UnsupportedOperationException();
    }

    /** All users, by name. */
    public List<User> users() {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes a user with its keys; false if there is none of that id.
     *
     * @throws StorageException.Refused if the user still owns buckets
     */
    public boolean deleteUser(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a key.
     *
     * @param userId canonical id of the user
     * @param accessKeyId the key's id, or empty for a random one
     * @param secret the key's secret, or empty for a random one
     * @throws StorageException.Refused if there is no such user, or the id is taken or malformed
     */
    public AccessKey createKey(String userId, Optional<String> accessKeyId, Optional<String> secret) {
        throw new UnsupportedOperationException();
    }

    /** The keys of a user, or of all, by id. */
    public List<KeyEntry> keys(Optional<String> userId) {
        throw new UnsupportedOperationException();
    }

    /** Enables or disables a key; false if there is none. */
    public boolean enableKey(String accessKeyId, boolean enabled) {
        throw new UnsupportedOperationException();
    }

    /** Removes a key; false if there is none. */
    public boolean deleteKey(String accessKeyId) {
        throw new UnsupportedOperationException();
    }
}
