/** Transactions on the metadata database: serializable and read-only, retried within bounds, their outcome never guessed. */
@NullMarked
package io.slime.metadata.transaction;

import org.jspecify.annotations.NullMarked;
