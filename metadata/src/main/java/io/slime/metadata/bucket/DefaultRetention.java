package io.slime.metadata.bucket;

/**
 * How long a bucket with object lock retains versions that are written without a retention of their own.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}
 * @param days how many days of 24 hours, or 0
 * @param years how many years, or 0
 */
public record DefaultRetention(String mode, int days, int years) {}
