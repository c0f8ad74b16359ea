/** Listings of the key space, by pages whose cost follows what they return. */
@NullMarked
package io.slime.metadata.listing;

import org.jspecify.annotations.NullMarked;
