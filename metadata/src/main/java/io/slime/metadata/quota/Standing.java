package io.slime.metadata.quota;

/**
 * A quota, and what counts against it.
 *
 * @param quota how much may be there
 * @param use how much is
 */
public record Standing(Quota quota, Use use) {}
