package io.slime.metadata.account;

/**
 * An access key with the account that it speaks for.
 *
 * @param key the key
 * @param account its account
 */
public record Credential(AccessKey key, Account account) {}
