package io.slime.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An access control list, in the order in which it was given.
 *
 * @param grants what it grants to whom
 */
public record Acl(List<Grant> grants) {
    /** Most grants (S3 User Guide, "Access control list overview"). */
    public static final int MAX_GRANTS = 100;

    private static final Set<String> CANNED = Set.of(
            "private",
            "public-read",
            "public-read-write",
            "aws-exec-read",
            "authenticated-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");

    /** Keeps a copy. */
    public Acl {
        grants = List.copyOf(grants);
    }

    /**
     * A grant.
     *
     * @param grantee to whom
     * @param permission what
     */
    public record Grant(Grantee grantee, Permission permission) {}

    /** Everything to the owner, nothing to others: what holds where nothing else was said. */
    public static Acl ofOwner(String owner) {
        return new Acl(List.of(new Grant(new Grantee.User(owner), Permission.FULL_CONTROL)));
    }

    /**
     * A list that has a name (S3 User Guide, "Canned ACL"); empty if none has that name.
     *
     * @param owner canonical id of the owner of what it is for
     * @param bucketOwner canonical id of the owner of the bucket, which may be the same
     */
    public static Optional<Acl> canned(String name, String owner, String bucketOwner) {
        if (!CANNED.contains(name)) {
            return Optional.empty();
        }
        List<Grant> grants = new ArrayList<>(ofOwner(owner).grants());
        switch (name) {
            case "public-read" -> grants.add(new Grant(Grantee.Group.ALL_USERS, Permission.READ));
            case "public-read-write" -> {
                grants.add(new Grant(Grantee.Group.ALL_USERS, Permission.READ));
                grants.add(new Grant(Grantee.Group.ALL_USERS, Permission.WRITE));
            }
            case "authenticated-read" -> grants.add(new Grant(Grantee.Group.AUTHENTICATED_USERS, Permission.READ));
            case "log-delivery-write" -> {
                grants.add(new Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE));
                grants.add(new Grant(Grantee.Group.LOG_DELIVERY, Permission.READ_ACP));
            }
            case "bucket-owner-read" -> addOther(grants, owner, bucketOwner, Permission.READ);
            case "bucket-owner-full-control" -> addOther(grants, owner, bucketOwner, Permission.FULL_CONTROL);
            default -> {} // private, and aws-exec-read, whose grantee is nobody here
        }
        return Optional.of(new Acl(grants));
    }

    private static void addOther(List<Grant> grants, String owner, String bucketOwner, Permission permission) {
        if (!owner.equals(bucketOwner)) {
            grants.add(new Grant(new Grantee.User(bucketOwner), permission));
        }
    }

    /** Whether it grants that to the caller. */
    boolean grants(Permission permission, Caller caller, boolean ignoringPublic) {
        return grants.stream()
                .filter(grant -> !(ignoringPublic && isPublic(grant)))
                .anyMatch(grant -> grant.permission().includes(permission)
                        && grant.grantee().is(caller));
    }

    /** Whether it grants anything to people whom nobody chose. */
    public boolean isPublic() {
        return grants.stream().anyMatch(Acl::isPublic);
    }

    private static boolean isPublic(Grant grant) {
        return grant.grantee() instanceof Grantee.Group group && group.open();
    }

    /** Whether it says no more than that the owner may do everything. */
    public boolean isOwnersAlone(String owner) {
        return equals(ofOwner(owner));
    }
}
