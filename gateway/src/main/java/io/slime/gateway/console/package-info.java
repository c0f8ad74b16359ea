/** The web console, on the admin listener: its pages, logins, and the way to S3 and to the admin API for who is logged in. */
@NullMarked
package io.slime.gateway.console;

import org.jspecify.annotations.NullMarked;
