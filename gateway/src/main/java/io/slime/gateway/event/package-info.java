/** What was changed, by whom: the audit log. */
@NullMarked
package io.slime.gateway.event;

import org.jspecify.annotations.NullMarked;
