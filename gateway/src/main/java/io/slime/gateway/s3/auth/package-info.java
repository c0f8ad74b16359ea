/** Who sent a request: AWS Signature Version 4 checked, and made, over a neutral view of the request. */
@NullMarked
package io.slime.gateway.s3.auth;

import org.jspecify.annotations.NullMarked;
