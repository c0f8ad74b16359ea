/** That something changed, for who looks at it: never what, and never data. */
@NullMarked
package io.slime.gateway.live;

import org.jspecify.annotations.NullMarked;
