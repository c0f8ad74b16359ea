/** Tests of the keys that contents are encrypted with. */
@NullMarked
package io.slime.gateway.encryption;

import org.jspecify.annotations.NullMarked;
