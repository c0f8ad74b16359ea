package io.slime.gateway.s3.auth;

import java.util.Optional;

/** Who sent a request, and how its body is covered by the signature. */
public sealed interface Identity {
    /** How the body is covered. */
    PayloadMode payload();

    /** Nobody: the request carries no credential at all. */
    record Anonymous(PayloadMode payload) implements Identity {}

    /**
     * The holder of a key, proven by the signature.
     *
     * @param key the key that signed
     * @param payload how the body is covered
     * @param chunks what signs the chunks of the body; present exactly in the modes with signed chunks
     * @param carrier where the signature stood
     */
    record Authenticated(Key key, PayloadMode payload, Optional<ChunkSigning> chunks, Carrier carrier)
            implements Identity {}

    /** Where a signature stands. */
    enum Carrier {
        /** In the Authorization header. */
        HEADER,
        /** In the fields of a form, whose policy it covers. */
        FORM,
        /** In the query, which it covers whole: a presigned URL. */
        QUERY,
        /** In the query, by Signature Version 2, which covers the subresources and the headers in it. */
        V2_QUERY
    }
}
