/** What a check of everything reads: pages in order, each a snapshot. */
@NullMarked
package io.slime.metadata.check;

import org.jspecify.annotations.NullMarked;
