/** Tests of the configuration. */
@NullMarked
package io.slime.gateway.config;

import org.jspecify.annotations.NullMarked;
