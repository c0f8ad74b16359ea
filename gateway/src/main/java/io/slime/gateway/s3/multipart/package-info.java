/** The operations on multipart uploads. */
@NullMarked
package io.slime.gateway.s3.multipart;

import org.jspecify.annotations.NullMarked;
