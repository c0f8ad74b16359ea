/** Makes of PEM files what a TLS listener needs. */
@NullMarked
package io.slime.gateway.tls;

import org.jspecify.annotations.NullMarked;
