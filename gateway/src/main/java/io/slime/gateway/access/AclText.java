package io.slime.gateway.access;

import java.util.ArrayList;
import java.util.List;

/**
 * Access control lists as they are kept: {@code PERMISSION grantee} of each grant, with a semicolon between. A grantee is a
 * canonical id, or {@code @} and the name of a group.
 */
public final class AclText {
    private AclText() {}

    /** The text. */
    public static String of(Acl acl) {
        List<String> grants = new ArrayList<>();
        for (Acl.Grant grant : acl.grants()) {
            grants.add(grant.permission() + " "
                    + switch (grant.grantee()) {
                        case Grantee.User(String id) -> id;
                        case Grantee.Group group -> "@" + group.name();
                    });
        }
        return String.join(";", grants);
    }

    /** The list; an {@link IllegalArgumentException} if the text is none. */
    public static Acl read(String text) {
        List<Acl.Grant> grants = new ArrayList<>();
        if (text.isEmpty()) {
            return new Acl(grants);
        }
        for (String grant : text.split(";", -1)) {
            int space = grant.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("an access control list that is kept has a grant " + grant);
            }
            String grantee = grant.substring(space + 1);
            grants.add(new Acl.Grant(
                    grantee.startsWith("@") ? Grantee.Group.valueOf(grantee.substring(1)) : new Grantee.User(grantee),
                    Permission.valueOf(grant.substring(0, space))));
        }
        return new Acl(grants);
    }
}
