package io.slime.metadata.account;

import java.util.OptionalLong;

/**
 * How fast each gateway serves a key.
 *
 * @param requests most requests a second, at least 1; empty for any number
 * @param bytes most bytes a second of bodies, both ways together, at least 1; empty for any number
 */
public record Rate(OptionalLong requests, OptionalLong bytes) {
    /** As fast as it can. */
    public static final Rate NONE = new Rate(OptionalLong.empty(), OptionalLong.empty());

    public Rate {
        if (requests.orElse(1) < 1 || bytes.orElse(1) < 1) {
            throw new IllegalArgumentException("a rate is at least 1 a second");
        }
    }

    /** Whether there is no limit. */
    public boolean isNone() {
        return requests.isEmpty() && bytes.isEmpty();
    }
}
