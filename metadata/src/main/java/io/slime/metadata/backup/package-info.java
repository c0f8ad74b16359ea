/** The metadata as a stream of checked blocks: one format for backups and for the journal that is kept in the stores. */
@NullMarked
package io.slime.metadata.backup;

import org.jspecify.annotations.NullMarked;
