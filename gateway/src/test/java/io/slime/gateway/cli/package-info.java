@NullMarked
package io.slime.gateway.cli;

import org.jspecify.annotations.NullMarked;
