/** Finds what is set up so that data will be lost one day. */
@NullMarked
package io.slime.gateway.doctor;

import org.jspecify.annotations.NullMarked;
