/** Tests of redundancies on a real database. */
@NullMarked
package io.slime.metadata.redundancy;

import org.jspecify.annotations.NullMarked;
