package io.slime.gateway.object;

/**
 * One part of an object that was uploaded in parts.
 *
 * @param number the number that it was uploaded with
 * @param from its first byte in the object, counted from 0
 * @param length length in bytes
 * @param checksums its checksums
 */
public record ObjectPart(int number, long from, long length, Checksums checksums) {}
