package io.slime.compat.torture;

/**
 * What a client saw of a key last.
 *
 * @param etag the ETag, with its quotation marks
 * @param content the serial of the content
 */
record Sight(String etag, long content) {}
