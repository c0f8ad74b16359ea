package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.User;
import io.slime.gateway.bucket.Buckets;
import java.util.Optional;
import java.util.Set;

/** Users as the admin API shows them, with what may be done with each. */
final class UserJson {
    private final LastWay last;
    private final Set<String> owners;

    private UserJson(LastWay last, Set<String> owners) {
        this.last = last;
        this.owners = owners;
    }

    /** With what holds of users and buckets now. */
    static UserJson now(Accounts accounts, Buckets buckets) {
        return new UserJson(LastWay.now(accounts), buckets.owners());
    }

    ObjectNode put(ObjectNode node, User user) {
        node.put("name", user.name())
                .put("id", user.id())
                .put("display_name", user.displayName())
                .put("email", user.email().orElse(null))
                .put("admin", user.admin());
        Json.putTime(node, "created", Optional.of(user.created()));
        Can.of(node).put("delete", whyNotDelete(user));
        return node;
    }

    Optional<String> whyNotDelete(User user) {
        return owners.contains(user.id())
                ? Optional.of("the user still owns buckets: delete these first")
                : last.whyNotDelete(user);
    }
}
