/** The look that tells which chunks found on a store are named by anything. */
@NullMarked
package io.slime.metadata.reconcile;

import org.jspecify.annotations.NullMarked;
