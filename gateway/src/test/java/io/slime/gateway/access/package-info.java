@NullMarked
package io.slime.gateway.access;

import org.jspecify.annotations.NullMarked;
