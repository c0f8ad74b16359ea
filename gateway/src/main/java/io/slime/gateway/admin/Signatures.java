package io.slime.gateway.admin;

import io.slime.gateway.http.HttpCall;

/** Checks Signature Version 4 of requests to the admin API. */
@FunctionalInterface
public interface Signatures {
    /**
     * Says who signed the request.
     *
     * @throws Unauthorized if it is not signed, or not rightly, or in a mode that frames the body
     */
    Signature check(HttpCall call);
}
