@NullMarked
package io.slime.gateway.wiring;

import org.jspecify.annotations.NullMarked;
