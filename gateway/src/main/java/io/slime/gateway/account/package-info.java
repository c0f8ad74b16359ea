/** Users and their access keys, with secrets that are encrypted at rest. */
@NullMarked
package io.slime.gateway.account;

import org.jspecify.annotations.NullMarked;
