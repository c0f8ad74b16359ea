/** Chunks that are missing or on their way to another store, by extent. */
@NullMarked
package io.slime.metadata.repair;

import org.jspecify.annotations.NullMarked;
