package io.slime.gateway.admin;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.KeyEntry;
import io.slime.gateway.account.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who and what must stay, because nobody could administer without it: said before the database refuses it. */
final class LastWay {
    private final Map<String, User> users;
    private final List<KeyEntry> keys;

    private LastWay(List<User> users, List<KeyEntry> keys) {
        this.users = users.stream().collect(Collectors.toMap(User::id, Function.identity()));
        this.keys = keys.stream().filter(this::administers).toList();
    }

    /** As users and keys are now. */
    static LastWay now(Accounts accounts) {
        return new LastWay(accounts.users(), accounts.keys(Optional.empty()));
    }

    private boolean administers(KeyEntry key) {
        User user = users.get(key.userId());
        return key.enabled() && key.policy().isEmpty() && user != null && user.admin();
    }

    /** Why a key may not be deleted, disabled or limited. */
    Optional<String> whyNotWithout(KeyEntry key) {
        boolean last = administers(key)
                && keys.stream().allMatch(other -> other.accessKeyId().equals(key.accessKeyId()));
        return last ? Optional.of(Accounts.LAST_KEY) : Optional.empty();
    }

    /** Why a user may not be deleted, as far as administrators go. */
    Optional<String> whyNotDelete(User user) {
        boolean lastUser =
                user.admin() && users.values().stream().filter(User::admin).count() == 1;
        if (lastUser) {
            return Optional.of("'" + user.name() + "' is the last administrator");
        }
        boolean lastKeys = user.admin()
                && !keys.isEmpty()
                && keys.stream().allMatch(key -> key.userId().equals(user.id()));
        return lastKeys
                ? Optional.of("'" + user.name() + "' has the last key that may administer: make another one first")
                : Optional.empty();
    }

    /** The name of a key's user. */
    String owner(KeyEntry key) {
        User user = users.get(key.userId());
        return user == null ? key.userId() : user.name();
    }
}
