/** Lifecycle rules of buckets: what they say, when it is due, and the task that does it. */
@NullMarked
package io.slime.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
