package io.slime.gateway.access;

import java.util.Optional;

/** Whom the names in policies mean. */
@FunctionalInterface
public interface PrincipalNames {
    /** The canonical id of the user that a principal names; empty if there is no such user, so that it means nobody. */
    Optional<String> find(String principal);
}
