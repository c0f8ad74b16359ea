/** What stores hold of a past that the database does not know. */
@NullMarked
package io.slime.metadata.foreign;

import org.jspecify.annotations.NullMarked;
