@NullMarked
package io.slime.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
