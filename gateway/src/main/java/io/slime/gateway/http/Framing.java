package io.slime.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;

/**
 * Requests that two parsers could read in two ways are refused, and their connection is closed.
 *
 * <p>Source: RFC 9112 6.3 (both Transfer-Encoding and Content-Length), RFC 9110 7.2 (more than one Host).
 */
final class Framing {
    private static final List<HttpString> ONCE =
            List.of(Headers.HOST, Headers.AUTHORIZATION, Headers.CONTENT_LENGTH, Headers.TRANSFER_ENCODING);

    private Framing() {}

    static boolean ambiguous(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        for (HttpString name : ONCE) {
            HeaderValues values = headers.get(name);
            if (values != null && values.size() > 1) {
                return true;
            }
        }
        String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
        if (coding != null
                && (headers.contains(Headers.CONTENT_LENGTH) || !coding.strip().equalsIgnoreCase("chunked"))) {
            return true;
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        return length != null && !isNumber(length.strip());
    }

    /** Whether a body was declared for a method for which the server reads none: it must not be taken for a request. */
    static boolean hasIgnoredBody(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        boolean declared = headers.contains(Headers.TRANSFER_ENCODING)
                || (headers.contains(Headers.CONTENT_LENGTH) && exchange.getRequestContentLength() != 0);
        return exchange.getRequestMethod().equals(Methods.GET) && declared;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
