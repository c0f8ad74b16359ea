/** Tests of the admin API over a socket. */
@NullMarked
package io.slime.gateway.admin;

import org.jspecify.annotations.NullMarked;
