package io.slime.gateway.object;

import io.slime.erasure.Redundancy;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.extent.ContentReader;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.redundancy.Profiles;
import io.slime.metadata.redundancy.Scope;
import io.slime.metadata.redundancy.WishScan;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The contents as clients know them: plain bytes go in and come out, and where that is asked for, only their ciphertext goes to
 * the stores.
 */
public final class Contents {
    private final ExtentTable extents;
    private final WishScan wishes;
    private final ContentWriters writers;
    private final ContentReaders readers;
    private final ContentKeys keys;

    /** Contents that are written and read by these, with those keys. */
    public Contents(Metadata metadata, ContentWriters writers, ContentReaders readers, ContentKeys keys) {
        this.extents = metadata.extents();
        this.wishes = metadata.wishes();
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
     * {@code ~} if the gateways sealed it and {@code !} if the client did, so that it is not lost with the database; and so is a storage
     * class but STANDARD, behind {@code +}.
     */
    public PlainWriter open(
            String path, String versionId, long knownLength, Encryption encryption, String storageClass) {
        Optional<ContentKeys.Fresh> key = keys.make(encryption);
        String written = storageClass.equals(Description.STANDARD) ? "" : "+" + storageClass;
        String told =
                versionId + written + key.map(fresh -> told(fresh.sealed())).orElse("");
        return new PlainWriter(writers.open(path, told, knownLength, storageClass), key);
    }

    /**
     * Whether a copy may share a version's content as far as its redundancy goes: the copy follows the same one, or the content is
     * coded as the copy wants. What follows another one may change later; of those that share, the strongest then counts.
     *
     * @param path of the copy
     * @param storageClass of the copy
     * @throws StorageException.NoSuchStorageClass if that is not configured
     */
    public boolean shares(ObjectVersion source, String path, String storageClass) {
        Redundancy wanted = redundancy(path, storageClass);
        Profiles profiles = writers.redundancy().profiles();
        Scope of = profiles.scope(source.path(), source.description().storageClass());
        return of.equals(profiles.scope(path, storageClass))
                || DatabaseCalls.ask(() -> wishes.codedAs(source.content().id(), wanted));
    }

    /**
     * How an object is coded.
     *
     * @throws StorageException.NoSuchStorageClass if that storage class is not configured
     */
    public Redundancy redundancy(String path, String storageClass) {
        return writers.redundancy().of(path, storageClass);
    }

    /**
     * Opens bytes [from, from + length) of a content, as {@link ContentReaders#open(Content, long, long)}.
     *
     * @param customer the client's key, which is needed where it sealed the data key
     * @throws StorageException.Refused if the client's key is missing or another one
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
