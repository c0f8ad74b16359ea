/** Background tasks as leased rows with a cursor and progress. */
@NullMarked
package io.slime.metadata.task;

import org.jspecify.annotations.NullMarked;
