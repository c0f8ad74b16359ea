package io.slime.gateway.bucket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slime.gateway.access.Acl;
import io.slime.gateway.access.AclText;
import io.slime.gateway.access.KeptPolicy;
import io.slime.gateway.access.Ownership;
import io.slime.gateway.access.PublicAccessBlock;
import io.slime.gateway.access.Rules;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.bucket.BucketDocuments;
import io.slime.metadata.bucket.BucketTable;
import java.util.Optional;
import java.util.UUID;

/**
 * What buckets say about who may do what in them.
 *
 * <p>Rules that were read are remembered by what names them ({@link Bucket#access}), which every lookup of a bucket or of an
 * object in one reads afresh, and which is another whenever one of them changes. So what is remembered is never out of date, and
 * a bucket that never said anything costs nothing.
 */
public final class BucketRules {
    private static final int MAX_REMEMBERED = 1000;

    private final BucketTable table;
    private final Cache<UUID, Rules> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    BucketRules(BucketTable table) {
        this.table = table;
    }

    /**
     * The rules of a bucket.
     *
     * @param owner canonical id of its owner
     * @param access what names them, as it was looked up
     * @throws StorageException.NoSuchBucket if the bucket is gone by now
     */
    public Rules of(BucketName name, String owner, Optional<UUID> access) {
        if (access.isEmpty()) {
            return Rules.none(owner);
        }
        Rules known = remembered.getIfPresent(access.get());
        if (known != null) {
            return known;
        }
        BucketDocuments documents = documents(name);
        Rules rules = AccessDocuments.rules(name.text(), documents.owner(), documents.byKind());
        documents.access().ifPresent(id -> remembered.put(id, rules));
        return rules;
    }

    /** The policy of a bucket. */
    public Optional<KeptPolicy> policy(BucketName name) {
        return document(name, AccessDocuments.POLICY).map(KeptPolicy::read);
    }

    /**
     * Replaces the policy of a bucket, or takes it away.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setPolicy(BucketName name, Optional<KeptPolicy> policy) {
        set(name, AccessDocuments.POLICY, policy.map(KeptPolicy::document));
    }

    /** What of public access a bucket refuses, if it says so. */
    public Optional<PublicAccessBlock> block(BucketName name) {
        return document(name, AccessDocuments.BLOCK).map(PublicAccessBlock::read);
    }

    /**
     * Replaces what of public access a bucket refuses, or takes it away.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setBlock(BucketName name, Optional<PublicAccessBlock> block) {
        set(name, AccessDocuments.BLOCK, block.map(PublicAccessBlock::text));
    }

    /** Whose the objects in a bucket are, if it says so. */
    public Optional<Ownership> ownership(BucketName name) {
        return document(name, AccessDocuments.OWNERSHIP).map(AccessDocuments::ownership);
    }

    /**
     * Replaces whose the objects in a bucket are, or takes it away.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setOwnership(BucketName name, Optional<Ownership> ownership) {
        set(name, AccessDocuments.OWNERSHIP, ownership.map(Ownership::wireName));
    }

    /** The access control list of a bucket, if it has one that is not its owner's alone. */
    public Optional<Acl> acl(BucketName name) {
        return document(name, AccessDocuments.ACL).map(AclText::read);
    }

    /**
     * Replaces the access control list of a bucket.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setAcl(BucketName name, Acl acl) {
        set(name, AccessDocuments.ACL, Optional.of(AclText.of(acl)));
    }

    /**
     * Says whether others than the owner of a bucket must say that they pay.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public void setRequesterPays(BucketName name, boolean pays) {
        set(name, AccessDocuments.PAYER, pays ? Optional.of(AccessDocuments.REQUESTER) : Optional.empty());
    }

    private Optional<String> document(BucketName name, String kind) {
        return Optional.ofNullable(documents(name).byKind().get(kind));
    }

    private BucketDocuments documents(BucketName name) {
        return DatabaseCalls.ask(() -> table.documents(name.text()))
                .orElseThrow(() -> new StorageException.NoSuchBucket(name.text()));
    }

    private void set(BucketName name, String kind, Optional<String> document) {
        if (!DatabaseCalls.ask(() -> table.setAccess(name.text(), kind, document))) {
            throw new StorageException.NoSuchBucket(name.text());
        }
    }
}
