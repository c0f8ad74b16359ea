package io.slime.metadata.event;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param seq its number, which grows; later ones may be seen before it while it is being written
 * @param at when, in database time
 * @param kind by which way: {@code admin}, {@code s3}, {@code native}
 * @param subject what it was about, such as {@code buckets/photos}
 * @param document the rest, a JSON object
 */
public record EventRow(long seq, Instant at, String kind, String subject, String document) {}
