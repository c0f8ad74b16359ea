/** Cross-origin resource sharing: which pages of other origins browsers may let at a bucket. */
@NullMarked
package io.slime.gateway.s3.cors;

import org.jspecify.annotations.NullMarked;
