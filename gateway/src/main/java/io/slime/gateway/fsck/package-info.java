/** The check of the metadata against the chunks, online: of everything, of a prefix, of one object. */
@NullMarked
package io.slime.gateway.fsck;

import org.jspecify.annotations.NullMarked;
