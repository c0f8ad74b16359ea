package io.slime.gateway.object;

import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.extent.ContentReader;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.ExtentTable;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The contents as clients know them: plain bytes go in and come out, and where that is asked for, only their ciphertext goes to
 * the stores.
 */
public final class Contents {
    private final ExtentTable extents;
    private final ContentWriters writers;
    private final ContentReaders readers;
    private final ContentKeys keys;

    /** Contents that are written and read by these, with those keys. */
    public Contents(ExtentTable extents, ContentWriters writers, ContentReaders readers, ContentKeys keys) {
        this.extents = extents;
        this.writers = writers;
        this.readers = readers;
        this.keys = keys;
    }

    /** The keys. */
    public ContentKeys keys() {
        return keys;
    }

    /**
     * Begins a content, as {@link ContentWriters#open}. The sealed data key of one that is encrypted is kept in its chunks too, behind
     * {@code ~} if the gateways sealed it and {@code !} if the client did, so that it is not lost with the database.
     */
    public PlainWriter open(String path, String versionId, long knownLength, Encryption encryption) {
        Optional<ContentKeys.Fresh> key = keys.make(encryption);
        String told = versionId + key.map(fresh -> told(fresh.sealed())).orElse("");
        return new PlainWriter(writers.open(path, told, knownLength), key);
    }

    /**
     * Opens bytes [from, from + length) of a content, as {@link ContentReaders#open(Content, long, long)}.
     *
     * @param customer the client's key, which is needed where it sealed the data key
     * @throws io.slime.gateway.failure.StorageException.Refused if the client's key is missing or another one
     */
    ObjectReader read(Content content, long from, long length, Optional<CustomerKey> customer) {
        if (content.key().isEmpty()) {
            return new ObjectReader(readers.open(content, from, length), Optional.empty());
        }
        Decryption decryption = new Decryption(extents, key -> keys.open(key, customer), content, from);
        ContentReader reader = readers.open(content, from, length);
        return new ObjectReader(reader, Optional.of(decryption));
    }

    /** Opens all of a content as it is in the stores: its ciphertext if it is encrypted. */
    ObjectReader raw(Content content) {
        return new ObjectReader(readers.open(content, 0, content.size()), Optional.empty());
    }

    private static String told(ContentKey key) {
        String mark = key.scheme() == ContentKey.Scheme.SERVER ? "~" : "!";
        return mark
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(key.sealed()));
    }
}
