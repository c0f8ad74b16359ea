package io.slime.gateway.object;

/**
 * Where one part of an object lies in it.
 *
 * @param from first byte, counted from 0
 * @param length length in bytes
 */
public record PartRange(long from, long length) {}
