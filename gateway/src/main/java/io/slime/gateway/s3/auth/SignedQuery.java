package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HoistedHeaders;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.util.Locale;

/** What the query of an authenticated request says besides its signature. */
public final class SignedQuery {
    private SignedQuery() {}

    /** The query without the signature's parameters, nor the headers that it carries. */
    public static QueryParameters rest(Identity.Carrier carrier, QueryParameters query) {
        return switch (carrier) {
            case HEADER -> query;
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
        return carrier == Identity.Carrier.HEADER ? headers : HoistedHeaders.merge(headers, query);
    }
}
