/** Epochs, the heartbeats of their gateways, and the era of the database. */
@NullMarked
package io.slime.metadata.epoch;

import org.jspecify.annotations.NullMarked;
