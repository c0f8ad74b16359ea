/** Tests of what may fail, on a real database. */
@NullMarked
package io.slime.gateway.durability;

import org.jspecify.annotations.NullMarked;
