/** The stores of the cluster: which are known, which can be reached, where new extents go, and this gateway's place among others. */
@NullMarked
package io.slime.gateway.cluster;

import org.jspecify.annotations.NullMarked;
