package io.slime.gateway.bucket;

import io.slime.gateway.access.AclText;
import io.slime.gateway.access.KeptPolicy;
import io.slime.gateway.access.Ownership;
import io.slime.gateway.access.PublicAccessBlock;
import io.slime.gateway.access.Rules;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a bucket says about access, as the database keeps it. */
final class AccessDocuments {
    static final String POLICY = "policy";
    static final String BLOCK = "public-access-block";
    static final String OWNERSHIP = "ownership";
    static final String ACL = "acl";
    static final String PAYER = "payer";

    /** What is kept where others than the owner must say that they pay. */
    static final String REQUESTER = "Requester";

    private AccessDocuments() {}

    static Rules rules(String bucket, String owner, Map<String, String> documents) {
        return new Rules(
                owner,
                document(documents, POLICY).map(text -> KeptPolicy.read(text).policy(bucket)),
                document(documents, BLOCK).map(PublicAccessBlock::read),
                document(documents, OWNERSHIP).map(AccessDocuments::ownership),
                document(documents, ACL).map(AclText::read),
                document(documents, PAYER).filter(REQUESTER::equals).isPresent());
    }

    static Map<String, String> of(NewBucket bucket) {
        Map<String, String> documents = new TreeMap<>();
        bucket.ownership().ifPresent(ownership -> documents.put(OWNERSHIP, ownership.wireName()));
        bucket.acl().ifPresent(acl -> documents.put(ACL, AclText.of(acl)));
        return documents;
    }

    static Ownership ownership(String name) {
        return Ownership.named(name)
                .orElseThrow(() -> new IllegalArgumentException("ownership that is kept is " + name));
    }

    private static Optional<String> document(Map<String, String> documents, String kind) {
        return Optional.ofNullable(documents.get(kind));
    }
}
