/** Tests of what happens after the database went back in time, on real databases. */
@NullMarked
package io.slime.gateway.journal;

import org.jspecify.annotations.NullMarked;
