package io.slime.gateway.bucket;

import java.util.List;

/**
 * What a bucket says about the encryption of what is written to it.
 *
 * @param encrypts whether objects are encrypted by a key of the gateways if a write does not say how
 * @param bucketKey whether a bucket key is asked for, which has no meaning here and is given back as it was set
 * @param customerKeysBlocked whether writes with a client's own key are refused
 */
public record BucketEncryption(boolean encrypts, boolean bucketKey, boolean customerKeysBlocked) {
    /** The document of a bucket's configuration that holds it. */
    public static final String KIND = "encryption";

    /** Of a bucket that says nothing. */
    public static final BucketEncryption NONE = new BucketEncryption(false, false, false);

    private static final String ENCRYPTS = "AES256";
    private static final String BUCKET_KEY = "bucket-key";
    private static final String BLOCKED = "blocks-SSE-C";

    /** As it is kept: the words for what is true. */
    String document() {
        return String.join(
                " ", encrypts ? ENCRYPTS : "-", bucketKey ? BUCKET_KEY : "-", customerKeysBlocked ? BLOCKED : "-");
    }

    static BucketEncryption parse(String document) {
        List<String> words = List.of(document.split(" "));
        return new BucketEncryption(words.contains(ENCRYPTS), words.contains(BUCKET_KEY), words.contains(BLOCKED));
    }
}
