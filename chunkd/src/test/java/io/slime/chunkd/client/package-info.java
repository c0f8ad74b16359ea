@NullMarked
package io.slime.chunkd.client;

import org.jspecify.annotations.NullMarked;
