package io.slime.gateway.config;

/**
 * A secret text, which never prints itself.
 *
 * @param value the secret
 */
public record Secret(String value) {
    /** Checks that there is one. */
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
