@NullMarked
package io.slime.gateway.tls;

import org.jspecify.annotations.NullMarked;
