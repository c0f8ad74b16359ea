/** Tests of uploads, over stores in memory and a real database. */
@NullMarked
package io.slime.gateway.multipart;

import org.jspecify.annotations.NullMarked;
