/** The operations on who may do what: policies, access control lists, ownership, and what of public access is refused. */
@NullMarked
package io.slime.gateway.s3.access;

import org.jspecify.annotations.NullMarked;
