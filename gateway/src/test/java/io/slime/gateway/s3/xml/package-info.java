/** Tests. */
@NullMarked
package io.slime.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
