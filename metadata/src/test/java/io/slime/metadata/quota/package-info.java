@NullMarked
package io.slime.metadata.quota;

import org.jspecify.annotations.NullMarked;
