@NullMarked
package io.slime.gateway.live;

import org.jspecify.annotations.NullMarked;
