/** Who is logged in to the console. */
@NullMarked
package io.slime.metadata.session;

import org.jspecify.annotations.NullMarked;
