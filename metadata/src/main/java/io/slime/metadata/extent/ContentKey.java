package io.slime.metadata.extent;

/**
 * The data key of an encrypted content, sealed: what the database may know of it.
 *
 * @param scheme under whose key it is sealed
 * @param sealed the sealed key in lower-case hexadecimal; only the gateway's encryption room knows what is in it
 */
public record ContentKey(Scheme scheme, String sealed) {
    /** Who has the key under which data keys are sealed. */
    public enum Scheme {
        /** The gateways: it is derived of the master key. */
        SERVER("SSE-S3"),
        /** The client alone, who sends it with each request. */
        CUSTOMER("SSE-C");

        private final String stored;

        Scheme(String stored) {
            this.stored = stored;
        }

        /** As it is kept in the database. */
        public String stored() {
            return stored;
        }

        /** The scheme that is kept so; whoever reads one that a newer release wrote must not take the bytes for plain ones. */
        public static Scheme of(String stored) {
            for (Scheme scheme : values()) {
                if (scheme.stored.equals(stored)) {
                    return scheme;
                }
            }
            throw new IllegalArgumentException("encryption " + stored + " is not known to this release");
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return scheme.stored;
    }
}
