package io.slime.gateway.s3;

import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.auth.Key;
import java.util.Optional;

/** Says who sent a request that carries another proof than a signature, such as a session of the console. */
@FunctionalInterface
public interface Vouching {
    /** The key whose holder sent it; empty if there is no such proof. */
    Optional<Key> of(HttpCall call);
}
