package io.slime.gateway.data;

import io.slime.gateway.account.Accounts;

/**
 * Whom a native listener believes.
 *
 * @param loopback whether the listener is bound to loopback addresses only, so that whoever reaches it acts as root
 * @param rootId canonical id of root
 * @param accounts where keys are found
 * @param signatures checks signed requests
 */
public record Trust(boolean loopback, String rootId, Accounts accounts, Signatures signatures) {}
