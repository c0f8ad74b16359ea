/** Who is logged in to the console, and for how long. */
@NullMarked
package io.slime.gateway.session;

import org.jspecify.annotations.NullMarked;
