/** The XML of S3: documents written straight to bytes, and small ones read within bounds. */
@NullMarked
package io.slime.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
