/** Uploads by HTML forms: the multipart body as a stream, and the policy that a form carries. */
@NullMarked
package io.slime.gateway.s3.form;

import org.jspecify.annotations.NullMarked;
