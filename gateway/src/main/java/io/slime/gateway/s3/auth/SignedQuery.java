package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HoistedHeaders;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.util.Locale;
import java.util.Set;

/** What the query of an authenticated request says besides its signature. */
public final class SignedQuery {
    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-md5", PayloadMode.HEADER);

    private SignedQuery() {}

    /** The query without the signature's parameters, nor the headers that it carries. */
    public static QueryParameters rest(Identity.Carrier carrier, QueryParameters query) {
        return switch (carrier) {
            case HEADER, FORM -> query;
            case QUERY ->
                new QueryParameters(query.entries().stream()
                        .filter(p -> !p.name().toLowerCase(Locale.ROOT).startsWith("x-amz-"))
                        .toList());
            case V2_QUERY ->
                new QueryParameters(query.entries().stream()
                        .filter(p -> !V2Claim.PARAMETERS.contains(p.name())
                                && !V2Signature.isHeader(p.name().toLowerCase(Locale.ROOT)))
                        .toList());
        };
    }

    /** The headers with those that a signed query carries; the signature covers them there. */
    public static HttpHeaders headers(Identity.Carrier carrier, HttpHeaders headers, QueryParameters query) {
        return switch (carrier) {
            case HEADER, FORM -> headers;
            case QUERY -> HoistedHeaders.merge(headers, query);
            case V2_QUERY -> HoistedHeaders.merge(headers, query).plus(ofTheBody(headers, query));
        };
    }

    /** What a Version 2 URL pins about the body: it must count, or it would be signed for nothing. */
    private static HttpHeaders ofTheBody(HttpHeaders headers, QueryParameters query) {
        HttpHeaders.Builder pinned = HttpHeaders.builder();
        for (QueryParameters.Parameter parameter : query.entries()) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            if (OF_THE_BODY.contains(name) && !headers.has(name)) {
                pinned.add(name, parameter.value());
            }
        }
        return pinned.build();
    }
}
