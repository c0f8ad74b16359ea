/** Tests of the registry of stores and of epochs. */
@NullMarked
package io.slime.gateway.cluster;

import org.jspecify.annotations.NullMarked;
