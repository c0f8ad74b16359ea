package io.slime.gateway.http;

import java.io.IOException;

/** What a listener serves: one protocol in HTTP's clothes. */
public interface Front {
    /**
     * Answers one request, on a virtual thread of its own; blocking is fine.
     *
     * <p>Anything thrown becomes {@link Refusal#BROKEN}, or resets the connection when the answer has begun.
     *
     * @throws IOException when the client is gone or stalls
     */
    void serve(HttpCall call) throws IOException;

    /** The answer, in the words of this protocol, to a request that the listener ends by itself. */
    Answer refusal(HttpCall call, Refusal reason);
}
