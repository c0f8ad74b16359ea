/** PostgreSQL, run by us as a child process. */
@NullMarked
package io.slime.metadata.embedded;

import org.jspecify.annotations.NullMarked;
