package io.slime.metadata.quota;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What may still come into some buckets, as it was at one moment less what was granted since. Used by one thread. */
public final class Allowance {
    private final Map<String, Bucket> buckets;
    private final Map<String, Long> sizes;
    private final Map<String, Use> granted = new HashMap<>();

    /**
     * Of these buckets.
     *
     * @param buckets by name
     * @param sizes the sizes of what lies at paths that are to be written; nothing lies at others
     */
    Allowance(Map<String, Bucket> buckets, Map<String, Long> sizes) {
        this.buckets = buckets;
        this.sizes = sizes;
    }

    /**
     * Grants a version at a path of one of the buckets, or says why not.
     *
     * @param freed what else goes with it, as a negative number each
     */
    public Optional<String> version(String bucket, String path, long size, Use freed) {
        Bucket found = buckets.get(bucket);
        Long old = found == null || found.keepsOld() ? null : sizes.get(path);
        Use more = old == null ? new Use(1, size) : new Use(0, size - old);
        return grant(bucket, more.plus(freed));
    }

    /** Grants a part of an upload in one of the buckets, or says why not. */
    public Optional<String> part(String bucket, long size) {
        return grant(bucket, new Use(0, size));
    }

    private Optional<String> grant(String name, Use more) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            return Optional.empty();
        }
        String account = "/" + bucket.owner;
        Optional<String> refusal = bucket.own
                .quota()
                .refusal(bucket.own.use().plus(granted.getOrDefault(name, Use.NONE)), more)
                .map(why -> "the quota of bucket " + name + " is exhausted: " + why)
                .or(() -> bucket.account
                        .quota()
                        .refusal(bucket.account.use().plus(granted.getOrDefault(account, Use.NONE)), more)
                        .map(why -> "the quota of the account that owns bucket " + name + " is exhausted: " + why));
        if (refusal.isEmpty()) {
            granted.merge(name, more, Use::plus);
            granted.merge(account, more, Use::plus);
        }
        return refusal;
    }

    /**
     * A bucket with a quota.
     *
     * @param owner whose it is
     * @param keepsOld whether a version that is replaced stays
     * @param own its quota
     * @param account that of its owner
     */
    record Bucket(String owner, boolean keepsOld, Standing own, Standing account) {}
}
