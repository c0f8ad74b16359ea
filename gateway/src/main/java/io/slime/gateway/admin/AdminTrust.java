package io.slime.gateway.admin;

import java.util.Optional;

/**
 * Whom the admin listener believes.
 *
 * @param loopback whether it is bound to loopback addresses only, so that metrics need no token
 * @param signatures checks signed requests
 * @param metricsToken the bearer token that opens {@code /metrics} elsewhere
 */
public record AdminTrust(boolean loopback, Signatures signatures, Optional<String> metricsToken) {
    @Override
    public String toString() {
        return "AdminTrust[loopback=" + loopback + "]";
    }
}
