package io.slime.gateway.access;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param id canonical id
 * @param name name of the user, empty for nobody in particular
 * @param anonymous whether nobody in particular asks
 * @param limit what the key that they ask with may do at most, unless it may do all that its user may
 */
public record Caller(String id, String name, boolean anonymous, Optional<Policy> limit) {
    /** A user. */
    public static Caller user(String id, String name, Optional<Policy> limit) {
        return new Caller(id, name, false, limit);
    }

    /** Nobody in particular, by the canonical id that stands for it. */
    public static Caller anonymous(String id) {
        return new Caller(id, "", true, Optional.empty());
    }

    /** The name that policies have for the user, each of whom is an account of their own. */
    public String arn() {
        return anonymous ? "" : "arn:aws:iam::" + id + ":user/" + name;
    }
}
