/** Accounts and their access keys. */
@NullMarked
package io.slime.metadata.account;

import org.jspecify.annotations.NullMarked;
