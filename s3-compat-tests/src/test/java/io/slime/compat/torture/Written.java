package io.slime.compat.torture;

/**
 * A write that was begun: what it would make of its key.
 *
 * @param id its id, which is the state that it makes
 * @param key the key
 * @param content the serial of the content: of this write, or of that which it copies
 * @param size length of the content
 */
record Written(long id, String key, long content, int size) {}
