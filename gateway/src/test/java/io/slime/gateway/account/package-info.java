/** Tests of users and keys, over a real database. */
@NullMarked
package io.slime.gateway.account;

import org.jspecify.annotations.NullMarked;
