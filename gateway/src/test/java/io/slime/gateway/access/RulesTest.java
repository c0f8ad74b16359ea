package io.slime.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RulesTest {
    private static final String EVERYTHING =
            "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:*\","
                    + " \"Resource\": [\"arn:aws:s3:::b\", \"arn:aws:s3:::b/*\"]}}";
    private static final Policy OPEN = PolicyReader.ofBucket(EVERYTHING, "b", name -> Optional.empty());
    private static final Policy SHUT =
            PolicyReader.ofBucket(EVERYTHING.replace("Allow", "Deny"), "b", name -> Optional.empty());
    private static final Caller OWNER = Caller.user("owner", "owner", Optional.empty());
    private static final Caller WRITER = Caller.user("writer", "writer", Optional.empty());
    private static final Caller STRANGER = Caller.user("stranger", "stranger", Optional.empty());
    private static final Caller NOBODY = Caller.anonymous("owner");
    private static final Rules NONE = Rules.none("owner");
    private static final Acl PUBLIC =
            Acl.canned("public-read-write", "owner", "owner").orElseThrow();

    private static boolean may(Rules rules, Caller caller, String action) {
        return rules.allow(question(caller, action), Optional.empty());
    }

    private static boolean may(Rules rules, Caller caller, String action, String owner, Optional<Acl> acl) {
        return rules.allow(question(caller, action), Optional.of(new Rules.Owned(owner, acl)));
    }

    private static Question question(Caller caller, String action) {
        return new Question(caller, action, "arn:aws:s3:::b/k", Context.NOTHING);
    }

    private static Rules with(Optional<Policy> policy, PublicAccessBlock block, Ownership ownership, Acl acl) {
        return new Rules("owner", policy, Optional.of(block), Optional.of(ownership), Optional.of(acl), false);
    }

    private static Rules ofPolicy(Policy policy) {
        return with(Optional.of(policy), PublicAccessBlock.NONE, Ownership.OBJECT_WRITER, Acl.ofOwner("owner"));
    }

    private static Rules ofAcl(Acl acl) {
        return with(Optional.empty(), PublicAccessBlock.NONE, Ownership.OBJECT_WRITER, acl);
    }

    @Test
    void theOwnerMayAndOthersMayNot() {
        for (String action : List.of("s3:GetObject", "s3:PutObject", "s3:PutBucketPolicy", "s3:ListBucket")) {
            assertThat(may(NONE, OWNER, action)).isTrue();
            assertThat(may(NONE, STRANGER, action)).isFalse();
            assertThat(may(NONE, NOBODY, action))
                    .as("one who is not signed is nobody's id")
                    .isFalse();
        }
    }

    @Test
    void aDenyOverrulesOwnershipAndLists() {
        Rules rules = with(Optional.of(SHUT), PublicAccessBlock.NONE, Ownership.OBJECT_WRITER, PUBLIC);
        assertThat(may(rules, OWNER, "s3:GetObject")).isFalse();
        assertThat(may(rules, STRANGER, "s3:ListBucket")).isFalse();
        assertThat(may(rules, OWNER, "s3:DeleteBucketPolicy"))
                .as("an owner can undo it")
                .isTrue();
        assertThat(may(rules, STRANGER, "s3:DeleteBucketPolicy")).isFalse();
    }

    @Test
    void aKeysPolicyLimitsAndNeverWidens() {
        Policy reads = PolicyReader.ofKey(
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}");
        Policy denies = PolicyReader.ofKey(
                "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}");
        Caller reader = Caller.user("owner", "owner", Optional.of(reads));
        assertThat(may(NONE, reader, "s3:GetObject")).isTrue();
        assertThat(may(NONE, reader, "s3:PutObject")).isFalse();
        assertThat(may(NONE, reader, "s3:PutBucketPolicy")).isFalse();
        assertThat(may(ofPolicy(OPEN), reader, "s3:PutObject")).isFalse();
        assertThat(may(NONE, Caller.user("stranger", "s", Optional.of(reads)), "s3:GetObject"))
                .isFalse();
        assertThat(may(NONE, Caller.user("owner", "owner", Optional.of(denies)), "s3:PutObject"))
                .as("a policy that only denies allows nothing")
                .isFalse();
    }

    @Test
    void aPolicyAllowsEverybodyThatItNames() {
        assertThat(may(ofPolicy(OPEN), STRANGER, "s3:GetObject")).isTrue();
        assertThat(may(ofPolicy(OPEN), NOBODY, "s3:DeleteObject")).isTrue();
    }

    @Test
    void aPolicyOfTheBucketGivesNothingOfAnothersObject() {
        assertThat(may(ofPolicy(OPEN), STRANGER, "s3:GetObject", "owner", Optional.empty()))
                .isTrue();
        assertThat(may(ofPolicy(OPEN), STRANGER, "s3:GetObject", "writer", Optional.empty()))
                .isFalse();
        Rules enforced =
                with(Optional.of(OPEN), PublicAccessBlock.NONE, Ownership.BUCKET_OWNER_ENFORCED, Acl.ofOwner("owner"));
        assertThat(may(enforced, STRANGER, "s3:GetObject", "writer", Optional.empty()))
                .isTrue();
    }

    @Test
    void whoWroteAnObjectMayReadItAndTheBucketsOwnerMayNot() {
        assertThat(may(NONE, WRITER, "s3:GetObject", "writer", Optional.empty()))
                .isTrue();
        assertThat(may(NONE, OWNER, "s3:GetObject", "writer", Optional.empty())).isFalse();
        assertThat(may(NONE, OWNER, "s3:DeleteObject", "writer", Optional.empty()))
                .isTrue();
        assertThat(may(NONE, WRITER, "s3:DeleteObject", "writer", Optional.empty()))
                .isFalse();
        Acl left = Acl.canned("bucket-owner-full-control", "writer", "owner").orElseThrow();
        assertThat(may(NONE, OWNER, "s3:GetObject", "writer", Optional.of(left)))
                .isTrue();
        assertThat(may(NONE, NOBODY, "s3:GetObject", "owner", Optional.empty())).isFalse();
    }

    @Test
    void listsGrantWhatTheyMapTo() {
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:ListBucket")).isTrue();
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:PutObject")).isTrue();
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:DeleteObject")).isTrue();
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:GetBucketAcl")).isFalse();
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:DeleteObjectVersion")).isFalse();
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:PutBucketVersioning")).isFalse();
        assertThat(may(ofAcl(PUBLIC), NOBODY, "s3:GetObject", "owner", Optional.empty()))
                .isFalse();
        Optional<Acl> read = Acl.canned("public-read", "owner", "owner");
        assertThat(may(NONE, NOBODY, "s3:GetObject", "owner", read)).isTrue();
        assertThat(may(NONE, NOBODY, "s3:GetObjectAcl", "owner", read)).isFalse();
        Optional<Acl> signed = Acl.canned("authenticated-read", "owner", "owner");
        assertThat(may(NONE, NOBODY, "s3:GetObject", "owner", signed)).isFalse();
        assertThat(may(NONE, STRANGER, "s3:GetObject", "owner", signed)).isTrue();
        Optional<Acl> full =
                Optional.of(new Acl(List.of(new Acl.Grant(new Grantee.User("stranger"), Permission.FULL_CONTROL))));
        assertThat(may(NONE, STRANGER, "s3:PutObjectAcl", "owner", full)).isTrue();
        assertThat(may(NONE, WRITER, "s3:GetObject", "owner", full)).isFalse();
    }

    @Test
    void listsDoNotCountWhereTheBucketOwnerOwnsEverything() {
        Rules rules = with(Optional.empty(), PublicAccessBlock.NONE, Ownership.BUCKET_OWNER_ENFORCED, PUBLIC);
        assertThat(may(rules, NOBODY, "s3:ListBucket")).isFalse();
        assertThat(may(rules, NOBODY, "s3:GetObject", "owner", Acl.canned("public-read", "owner", "owner")))
                .isFalse();
        assertThat(may(rules, WRITER, "s3:GetObject", "writer", Optional.empty()))
                .isFalse();
        assertThat(may(rules, OWNER, "s3:GetObject", "writer", Optional.empty()))
                .isTrue();
    }

    @Test
    void whatIsBlockedDoesNotCount() {
        PublicAccessBlock ignoring = new PublicAccessBlock(false, true, false, false);
        Rules acls = with(Optional.empty(), ignoring, Ownership.OBJECT_WRITER, PUBLIC);
        assertThat(may(acls, NOBODY, "s3:ListBucket")).isFalse();
        assertThat(may(acls, NOBODY, "s3:GetObject", "owner", Acl.canned("public-read", "owner", "owner")))
                .isFalse();
        assertThat(acls.isPublic()).isFalse();
        PublicAccessBlock restricting = new PublicAccessBlock(false, false, false, true);
        Rules restricted = with(Optional.of(OPEN), restricting, Ownership.OBJECT_WRITER, Acl.ofOwner("owner"));
        assertThat(may(restricted, NOBODY, "s3:GetObject")).isFalse();
        assertThat(may(restricted, STRANGER, "s3:GetObject")).isFalse();
        assertThat(may(restricted, OWNER, "s3:GetObject")).isTrue();
    }

    @Test
    void keepsListsAsText() {
        Acl acl = new Acl(List.of(
                new Acl.Grant(new Grantee.User("ab"), Permission.READ_ACP),
                new Acl.Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE)));
        assertThat(AclText.read(AclText.of(acl))).isEqualTo(acl);
        assertThat(AclText.read(AclText.of(new Acl(List.of())))).isEqualTo(new Acl(List.of()));
    }
}
