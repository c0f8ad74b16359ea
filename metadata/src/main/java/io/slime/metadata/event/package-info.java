/** What was changed, by whom. */
@NullMarked
package io.slime.metadata.event;

import org.jspecify.annotations.NullMarked;
