/** Tests of objects, over stores in memory and a real database. */
@NullMarked
package io.slime.gateway.object;

import org.jspecify.annotations.NullMarked;
