@NullMarked
package io.slime.metadata.event;

import org.jspecify.annotations.NullMarked;
