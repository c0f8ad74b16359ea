/** Keys that contents are encrypted with, and how they are sealed: by whom a data key can be opened, and what it does to bytes. */
@NullMarked
package io.slime.gateway.encryption;

import org.jspecify.annotations.NullMarked;
