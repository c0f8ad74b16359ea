/** The schema of the database, as numbered migrations. */
@NullMarked
package io.slime.metadata.schema;

import org.jspecify.annotations.NullMarked;
