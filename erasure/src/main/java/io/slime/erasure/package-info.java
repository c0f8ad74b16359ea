/** Reed-Solomon coding: how many chunks suffice, which bytes lie in which cell, and any chunk computed from any {@code need} others. */
@NullMarked
package io.slime.erasure;

import org.jspecify.annotations.NullMarked;
