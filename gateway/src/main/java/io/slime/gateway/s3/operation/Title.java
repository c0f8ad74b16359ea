package io.slime.gateway.s3.operation;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.Ownership;
import io.slime.gateway.access.PublicAccessBlock;
import io.slime.gateway.access.Rules;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.util.Optional;

/**
 * Whose a new object will be, and to whom its list grants something (S3 User Guide, "Controlling ownership of objects").
 *
 * @param owner canonical id of the owner
 * @param acl the list; empty if it grants to the owner alone
 */
public record Title(String owner, Optional<Acl> acl) {
    /** The list by which a writer leaves an object to the owner of the bucket. */
    static final String LEFT_TO_BUCKET_OWNER = "bucket-owner-full-control";

    /**
     * What the headers of a write ask for, and the bucket allows.
     *
     * @throws S3Exception {@code AccessControlListNotSupported} where lists do not count, {@code AccessDenied} for one that
     *     grants something to the public where that is blocked, or what {@link AclHeaders#read} throws
     */
    public static Title of(S3Request request, Gate gate, AclHeaders acls) {
        HttpHeaders headers = request.headers();
        Rules rules = gate.rules();
        boolean left =
                AclHeaders.canned(headers).filter(LEFT_TO_BUCKET_OWNER::equals).isPresent();
        if (!rules.countsAcls()) {
            if (AclHeaders.in(headers) && !left) {
                throw new S3Exception(S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
            }
            return new Title(rules.owner(), Optional.empty());
        }
        if (left
                && rules.ownership()
                        .filter(it -> it == Ownership.BUCKET_OWNER_PREFERRED)
                        .isPresent()) {
            return new Title(rules.owner(), Optional.empty());
        }
        String owner = request.caller();
        Optional<Acl> acl = acls.read(headers, owner, rules.owner());
        acl.ifPresent(list -> checkPublic(rules, list));
        return new Title(owner, acl.filter(list -> !list.isOwnersAlone(owner)));
    }

    /**
     * Refuses a list that grants something to the public where that is blocked.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    public static void checkPublic(Rules rules, Acl acl) {
        if (acl.isPublic()
                && rules.block().filter(PublicAccessBlock::blockPublicAcls).isPresent()) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
    }
}
