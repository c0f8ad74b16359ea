/** The native API: objects by plain HTTP under {@code /data/}, the stores and the redundancy, for curl and scripts. */
@NullMarked
package io.slime.gateway.data;

import org.jspecify.annotations.NullMarked;
