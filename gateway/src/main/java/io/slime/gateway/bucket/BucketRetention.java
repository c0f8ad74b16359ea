package io.slime.gateway.bucket;

/**
 * How long a bucket with object lock retains versions that are written without a retention of their own: days, or years.
 *
 * @param mode how strictly
 * @param days how many days, or 0
 * @param years how many years, or 0
 */
public record BucketRetention(LockMode mode, int days, int years) {}
