/** Uploads in parts, from their creation to the object that their completion publishes. */
@NullMarked
package io.slime.gateway.multipart;

import org.jspecify.annotations.NullMarked;
