/** Multipart uploads in progress, and their parts. */
@NullMarked
package io.slime.metadata.upload;

import org.jspecify.annotations.NullMarked;
