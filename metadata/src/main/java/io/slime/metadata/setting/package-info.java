/** Settings of the whole cluster. */
@NullMarked
package io.slime.metadata.setting;

import org.jspecify.annotations.NullMarked;
