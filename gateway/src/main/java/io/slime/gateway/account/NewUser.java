package io.slime.gateway.account;

import io.slime.gateway.failure.StorageException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user to create.
 *
 * @param name unique name, 1 to 128 characters without control characters
 * @param id canonical id (64 lower-case hexadecimal digits), or empty for a random one
 * @param displayName what answers show, or empty for the name
 * @param email unique address, if any
 * @param admin whether the user's keys hold the admin right
 */
public record NewUser(
        String name, Optional<String> id, Optional<String> displayName, Optional<String> email, boolean admin) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}+=,.@_ -]{1,128}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** Checks name and id; {@link StorageException.Refused} says what is wrong. */
    public NewUser {
        if (!NAME.matcher(name).matches()) {
            throw new StorageException.Refused("a user's name has 1 to 128 letters, digits, spaces or any of +=,.@_-");
        }
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            throw new StorageException.Refused("a canonical id has 64 lower-case hexadecimal digits");
        }
    }

    /** An ordinary user of this name. */
    public static NewUser named(String name) {
        return new NewUser(name, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
