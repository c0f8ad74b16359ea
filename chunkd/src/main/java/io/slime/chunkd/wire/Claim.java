package io.slime.chunkd.wire;

/**
 * What the proof of a request covers. Texts as they stand on the request line and in the fields; absent ones are empty.
 *
 * <p>The bytes of a chunk are not covered, nor its description: chunks carry checksums against accidents, but who can change packets
 * on the way can change data. Where that is to be feared, the chunk protocol belongs into a network of its own.
 *
 * @param method the method
 * @param target path and query
 * @param time {@link Fields#TIME}
 * @param nonce {@link Fields#NONCE}
 * @param era {@link Fields#ERA}
 * @param digest {@link Fields#DIGEST}
 */
public record Claim(String method, String target, String time, String nonce, String era, String digest) {
    String text() {
        return "slime-chunk-1\n" + method + '\n' + target + '\n' + time + '\n' + nonce + '\n' + era + '\n' + digest;
    }
}
