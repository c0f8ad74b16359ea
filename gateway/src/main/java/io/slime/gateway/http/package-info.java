/** The HTTP listener under every front: admission, request ids, streaming bodies, the access log, an orderly stop. */
@NullMarked
package io.slime.gateway.http;

import org.jspecify.annotations.NullMarked;
