/** Tests of the headers about encryption. */
@NullMarked
package io.slime.gateway.s3.encryption;

import org.jspecify.annotations.NullMarked;
