package io.slime.metadata.backup;

/**
 * How much a stream of metadata holds.
 *
 * @param rows its rows
 * @param keys its keys of rows that changed; 0 in a full one
 * @param bytes its bytes
 */
public record BackupSize(long rows, long keys, long bytes) {}
