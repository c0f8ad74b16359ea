package io.slime.gateway.s3.access;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.User;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The users whom principals of policies mean. A user is an account of their own, so {@code arn:aws:iam::ACCOUNT:root} means the
 * user of that canonical id or name, and so does {@code arn:aws:iam::ACCOUNT:user/NAME}, where ACCOUNT may be left empty.
 */
public final class Principals {
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::([^:]*):(root|user/(?:.*/)?([^/]+))");

    private final Accounts accounts;

    /** Principals among these users. */
    public Principals(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Canonical id of the user meant; empty if there is none. */
    Optional<String> find(String principal) {
        Matcher arn = ARN.matcher(principal);
        if (!arn.matches()) {
            return accounts.user(principal).map(User::id);
        }
        Optional<String> account = Optional.of(arn.group(1)).filter(text -> !text.isEmpty());
        Optional<User> named = Optional.ofNullable(arn.group(3)).flatMap(this::user);
        if (arn.group(2).equals("root")) {
            return account.flatMap(this::user).map(User::id);
        }
        return named.filter(user -> account.isEmpty()
                        || account.flatMap(this::user).filter(user::equals).isPresent())
                .map(User::id);
    }

    private Optional<User> user(String idOrName) {
        return accounts.user(idOrName).or(() -> accounts.named(idOrName));
    }
}
