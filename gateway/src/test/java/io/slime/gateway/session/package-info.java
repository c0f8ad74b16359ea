@NullMarked
package io.slime.gateway.session;

import org.jspecify.annotations.NullMarked;
