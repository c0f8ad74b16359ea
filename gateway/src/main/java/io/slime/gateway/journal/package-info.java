/** The safety of the metadata: what is adopted or discarded after the database went back in time, and the journal in the stores. */
@NullMarked
package io.slime.gateway.journal;

import org.jspecify.annotations.NullMarked;
