/** What a process is told at its start: flags, environment and a TOML file, read into one checked record per process. */
@NullMarked
package io.slime.gateway.config;

import org.jspecify.annotations.NullMarked;
