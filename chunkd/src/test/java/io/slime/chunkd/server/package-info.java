@NullMarked
package io.slime.chunkd.server;

import org.jspecify.annotations.NullMarked;
