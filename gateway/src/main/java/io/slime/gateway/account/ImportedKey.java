package io.slime.gateway.account;

import java.util.Optional;

/**
 * A key that another store made, with its owner. Accounts check it.
 *
 * @param user name of the user
 * @param accessKeyId the key's id
 * @param secret its secret
 * @param policy what may be done with it at most; empty for all that the user may
 */
public record ImportedKey(String user, String accessKeyId, String secret, Optional<String> policy) {
    /** Without the secret. */
    @Override
    public String toString() {
        return user + "/" + accessKeyId;
    }
}
