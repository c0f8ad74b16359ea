/** Stores as the database knows them, and what gateways last reported about them. */
@NullMarked
package io.slime.metadata.store;

import org.jspecify.annotations.NullMarked;
