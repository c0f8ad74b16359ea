/** Everything Slime knows about objects, kept in a serializable PostgreSQL. */
@NullMarked
package io.slime.metadata;

import org.jspecify.annotations.NullMarked;
