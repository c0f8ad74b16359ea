package io.slime.gateway.access;

import java.util.Optional;
import java.util.Set;

/**
 * What a bucket says about who may do what in it, and the decision.
 *
 * <p>In this order (S3 User Guide, "How Amazon S3 authorizes a request"): what the key's own policy does not allow is not
 * allowed; what the bucket's policy denies is denied; then what ownership, the policy or a list grants is allowed, and nothing
 * else.
 *
 * @param owner canonical id of the bucket's owner
 * @param policy its policy
 * @param block what of public access it refuses
 * @param ownership whose the objects in it are
 * @param acl its list; empty if it grants to the owner alone
 * @param requesterPays whether others than the owner must say that they pay
 */
public record Rules(
        String owner,
        Optional<Policy> policy,
        Optional<PublicAccessBlock> block,
        Optional<Ownership> ownership,
        Optional<Acl> acl,
        boolean requesterPays) {
    /** By which an owner can always undo a policy that shuts them out (S3 User Guide, "Bucket policies"). */
    private static final Set<String> OWNERS_ALWAYS =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    /** Whether an action is for the owner alone, whatever the policy allows (S3 API reference, PutBucketPolicy). */
    public static boolean isForOwner(String action) {
        return OWNERS_ALWAYS.contains(action);
    }

    /** What is asked besides of who puts an object with a list or tags. */
    private static final Set<String> CREATION = Set.of("s3:PutObjectAcl", "s3:PutObjectTagging");

    /** Of a bucket about which nothing was said. */
    public static Rules none(String owner) {
        return new Rules(owner, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * An object that is there.
     *
     * @param owner canonical id of its owner
     * @param acl its list; empty if it grants to the owner alone
     */
    public record Owned(String owner, Optional<Acl> acl) {}

    /** Whether the policy or the list lets the public do anything. */
    public boolean isPublic() {
        return policy.filter(Policy::isPublic).isPresent()
                || (countsAcls()
                        && acl.filter(Acl::isPublic).isPresent()
                        && block.filter(PublicAccessBlock::ignorePublicAcls).isEmpty());
    }

    /** Whether lists count. */
    public boolean countsAcls() {
        return ownership.filter(it -> it == Ownership.BUCKET_OWNER_ENFORCED).isEmpty();
    }

    /**
     * Whether the caller may do it.
     *
     * @param object the object that it is done to, if that is there
     */
    public boolean allow(Question question, Optional<Owned> object) {
        Caller caller = question.caller();
        if (caller.limit()
                .filter(limit -> limit.decide(question) != Verdict.ALLOW)
                .isPresent()) {
            return false;
        }
        boolean own = isOwner(caller);
        if (own && OWNERS_ALWAYS.contains(question.action())) {
            return true;
        }
        Verdict said = policy.map(it -> it.decide(question)).orElse(Verdict.NOTHING);
        if (said == Verdict.DENY) {
            return false;
        }
        boolean others =
                object.filter(it -> countsAcls() && !it.owner().equals(owner)).isPresent();
        if (said == Verdict.ALLOW && !others && !(restricts() && !own)) {
            return true;
        }
        Reach reach = Reach.of(question.action());
        if (own && !(others && reach.ofObject())) {
            return true;
        }
        return countsAcls() && listed(caller, question.action(), reach, object);
    }

    /** Whether it is denied, or more than the caller's key may do at most, so that nothing can grant it. */
    public boolean refuse(Question question) {
        return question.caller()
                        .limit()
                        .filter(limit -> limit.decide(question) != Verdict.ALLOW)
                        .isPresent()
                || policy.filter(it -> it.decide(question) == Verdict.DENY).isPresent();
    }

    private boolean listed(Caller caller, String action, Reach reach, Optional<Owned> object) {
        boolean ignoring = block.filter(PublicAccessBlock::ignorePublicAcls).isPresent();
        if (reach.ofObject() && object.isEmpty()) { // a new object, which will be the writer's
            return CREATION.contains(action)
                    && acl.filter(list -> list.grants(Permission.WRITE, caller, ignoring))
                            .isPresent();
        }
        if (reach.ofObject()) {
            return object.filter(it -> (!caller.anonymous() && it.owner().equals(caller.id()))
                            || reach.permission()
                                    .filter(permission -> it.acl()
                                            .filter(list -> list.grants(permission, caller, ignoring))
                                            .isPresent())
                                    .isPresent())
                    .isPresent();
        }
        return reach.permission()
                .filter(permission -> acl.filter(list -> list.grants(permission, caller, ignoring))
                        .isPresent())
                .isPresent();
    }

    private boolean restricts() {
        return block.filter(PublicAccessBlock::restrictPublicBuckets).isPresent()
                && policy.filter(Policy::isPublic).isPresent();
    }

    /** Whether the caller owns the bucket. */
    public boolean isOwner(Caller caller) {
        return !caller.anonymous() && caller.id().equals(owner);
    }

    /**
     * Whether the owner of the bucket may do everything with all that is theirs, whatever is asked, so that nothing need be
     * asked.
     */
    public boolean isOpenTo(Caller caller) {
        return isOwner(caller) && policy.isEmpty() && caller.limit().isEmpty();
    }
}
