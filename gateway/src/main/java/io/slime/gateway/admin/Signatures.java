package io.slime.gateway.admin;

import io.slime.gateway.http.HttpCall;

/** Checks who sends requests to the admin API: by Signature Version 4, or by a session of the console. */
@FunctionalInterface
public interface Signatures {
    /**
     * Says who signed the request.
     *
     * @throws Unauthorized if it is not signed, or not rightly, or in a mode that frames the body
     */
    Signature check(HttpCall call);

    /**
     * Whether what the request showed when it was checked still holds, for an answer that takes long. Whether the key itself may be used
     * is not asked here, and asking does not count as use.
     */
    default boolean holds(HttpCall call) {
        return true;
    }
}
