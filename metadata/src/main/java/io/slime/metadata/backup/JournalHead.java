package io.slime.metadata.backup;

import java.time.Instant;

/**
 * How far the journal in the stores is.
 *
 * @param timeline the history that is being written
 * @param number the last number that was given to an entry
 * @param changesNumber the last entry that holds changes
 * @param fullNumber the last entry that holds everything; 0 if there is none in this timeline
 * @param fullAt when that was, in database time
 * @param fullBytes its bytes
 * @param sinceBytes bytes of changes since
 * @param backlog statements whose changes wait to be written, about
 * @param now the time, of the database
 */
public record JournalHead(
        long timeline,
        long number,
        long changesNumber,
        long fullNumber,
        Instant fullAt,
        long fullBytes,
        long sinceBytes,
        long backlog,
        Instant now) {}
