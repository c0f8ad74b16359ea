package io.slime.metadata.redundancy;

/**
 * How much is of a storage class.
 *
 * @param versions versions, current or not
 * @param bytes their bytes; those that several share count for each
 */
public record ClassUse(long versions, long bytes) {}
