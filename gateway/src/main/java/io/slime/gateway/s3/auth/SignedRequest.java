package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpHeaders;

/**
 * What a signature is made over: the request line and the headers exactly as they came, nothing decoded or normalised.
 *
 * @param method the method, upper case
 * @param rawPath the path of the request line, percent-encoded, starting with {@code /}
 * @param rawQuery the query of the request line without {@code ?}; empty when there is none
 * @param headers all headers
 */
public record SignedRequest(String method, String rawPath, String rawQuery, HttpHeaders headers) {
    /** Without the query and the values of headers, which may hold credentials. */
    @Override
    public String toString() {
        return method + " " + rawPath;
    }
}
