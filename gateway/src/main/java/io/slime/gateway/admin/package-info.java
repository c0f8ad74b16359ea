/** The admin API that the commands speak, with health and metrics; docs/admin-api.md has every route. */
@NullMarked
package io.slime.gateway.admin;

import org.jspecify.annotations.NullMarked;
