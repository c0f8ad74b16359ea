package io.slime.chunkd.wire;

/** The header and trailer fields of the chunk protocol. Names are lower-case; values are ASCII. */
public final class Fields {
    /** The database's era, decimal; goes with every request that writes or deletes. */
    public static final String ERA = "slime-era";

    /** Data bytes of the chunk, decimal: announced by an upload of chunked coding, and told by answers. */
    public static final String LENGTH = "slime-length";

    /** The chunk's stamp, decimal, in answers. */
    public static final String STAMP = "slime-stamp";

    /** A {@link DescriptionText}: header or trailer of an upload. */
    public static final String DESCRIPTION = "slime-description";

    /** CRC32C of the body's bytes as 8 hexadecimal digits: header or trailer of an upload, header of an answer. */
    public static final String CRC = "slime-crc32c";

    /** The code of an {@link ErrorCode}, in answers. */
    public static final String ERROR = "slime-error";

    /** The error's message, percent-encoded: only in answers to HEAD, which have no body. */
    public static final String MESSAGE = "slime-message";

    /** When the request was made, in milliseconds since 1970, decimal. */
    public static final String TIME = "slime-time";

    /** 32 hexadecimal digits that no request had before: 16 of the client, 16 that it counts up. */
    public static final String NONCE = "slime-nonce";

    /** SHA-256 of a short body that is no chunk, 64 hexadecimal digits. */
    public static final String DIGEST = "slime-digest";

    /** The proof that the sender knows the cluster secret; see {@link ClusterSecret}. */
    public static final String PROOF = "slime-proof";

    private Fields() {}
}
