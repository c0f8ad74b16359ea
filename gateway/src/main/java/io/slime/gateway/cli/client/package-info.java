/** The client of the admin API: finds the server and the key, signs, sends, and says what went wrong. */
@NullMarked
package io.slime.gateway.cli.client;

import org.jspecify.annotations.NullMarked;
