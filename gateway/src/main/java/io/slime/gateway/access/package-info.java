/**
 * Who may do what: the language of policies, access control lists and their limits, and the decision. It knows no HTTP, no XML
 * and no table; what it decides upon is handed to it.
 */
@NullMarked
package io.slime.gateway.access;

import org.jspecify.annotations.NullMarked;
