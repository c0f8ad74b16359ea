package io.slime.metadata.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account to be made.
 *
 * @param id the canonical id, 64 lower-case hexadecimal digits
 * @param name its unique name
 * @param displayName what S3 answers call it
 * @param email its address, if it has one
 * @param admin whether it may administer the cluster
 */
public record NewAccount(String id, String name, String displayName, Optional<String> email, boolean admin) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    public NewAccount {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("account id '" + id + "': expected 64 hexadecimal digits");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("account name is empty");
        }
    }
}
