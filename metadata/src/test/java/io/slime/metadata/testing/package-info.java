/** Real databases for the tests of this and other modules. */
@NullMarked
package io.slime.metadata.testing;

import org.jspecify.annotations.NullMarked;
