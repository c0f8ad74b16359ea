@NullMarked
package io.slime.gateway.event;

import org.jspecify.annotations.NullMarked;
