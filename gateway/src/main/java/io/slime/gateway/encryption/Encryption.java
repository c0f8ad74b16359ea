package io.slime.gateway.encryption;

import io.slime.metadata.extent.ContentKey;
import java.util.Optional;

/** How a content is to be encrypted in the stores. */
public sealed interface Encryption {
    /** Not at all. */
    static Encryption none() {
        return new None();
    }

    /** By a key that the gateways keep (SSE-S3). */
    static Encryption server() {
        return new Server();
    }

    /** Not at all. */
    record None() implements Encryption {}

    /** By a key that the gateways keep (SSE-S3). */
    record Server() implements Encryption {}

    /** By a key that only the client has (SSE-C). */
    record Customer(CustomerKey key) implements Encryption {}

    /** Under whose key the data key is sealed; empty if there is none. */
    default Optional<ContentKey.Scheme> scheme() {
        return switch (this) {
            case None _ -> Optional.empty();
            case Server _ -> Optional.of(ContentKey.Scheme.SERVER);
            case Customer _ -> Optional.of(ContentKey.Scheme.CUSTOMER);
        };
    }

    /** The key that the client brought. */
    default Optional<CustomerKey> customerKey() {
        return this instanceof Customer(CustomerKey key) ? Optional.of(key) : Optional.empty();
    }

    /**
     * Whether a content with that key may be shared by one that is to be encrypted so: neither is encrypted, or both by a key of
     * the gateways. What a client's key encrypts is always written anew.
     */
    default boolean shares(Optional<ContentKey> key) {
        return switch (this) {
            case None _ -> key.isEmpty();
            case Server _ ->
                key.filter(each -> each.scheme() == ContentKey.Scheme.SERVER).isPresent();
            case Customer _ -> false;
        };
    }
}
