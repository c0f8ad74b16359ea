/** The stop of all deletion once the database went back in time. */
@NullMarked
package io.slime.metadata.freeze;

import org.jspecify.annotations.NullMarked;
