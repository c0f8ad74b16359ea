package io.slime.chunkd.server;

import io.slime.chunkd.wire.Fields;
import io.slime.chunkd.wire.Numbers;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;

/** Requests that could be read in two ways are refused, and their connection is closed (RFC 9112 6.3, RFC 9110 7.2). */
final class Framing {
    private static final List<HttpString> ONCE = List.of(
            Headers.HOST,
            Headers.CONTENT_LENGTH,
            Headers.TRANSFER_ENCODING,
            Headers.RANGE,
            new HttpString(Fields.ERA),
            new HttpString(Fields.LENGTH),
            new HttpString(Fields.NONCE),
            new HttpString(Fields.TIME),
            new HttpString(Fields.PROOF),
            new HttpString(Fields.DIGEST));

    private Framing() {}

    static boolean ambiguous(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        for (HttpString name : ONCE) {
            HeaderValues values = headers.get(name);
            if (values != null && values.size() > 1) {
                return true;
            }
        }
        if (exchange.isHostIncludedInRequestURI()) {
            return true;
        }
        String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (coding != null && (length != null || !coding.equalsIgnoreCase("chunked"))) {
            return true;
        }
        return length != null && Numbers.parse(length, Long.MAX_VALUE).isEmpty();
    }
}
