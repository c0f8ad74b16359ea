package io.slime.gateway.s3.header;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Headers that a presigned URL carries in its query ({@code x-amz-acl}, {@code x-amz-meta-*} …), as SDKs write them.
 *
 * <p>Checksums are left out: SDKs put the checksum of an empty body there when they presign without the content.
 */
public final class HoistedHeaders {
    private static final Set<String> OF_THE_SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-signature",
            "x-amz-date",
            "x-amz-signedheaders",
            "x-amz-expires",
            "x-amz-security-token",
            "x-amz-content-sha256");
    private static final List<String> LEFT_OUT = List.of("x-amz-checksum-", "x-amz-sdk-");

    private HoistedHeaders() {}

    /** The headers of a presigned request with those in its query; a real header wins over one in the query. */
    public static HttpHeaders merge(HttpHeaders headers, QueryParameters query) {
        HttpHeaders.Builder hoisted = HttpHeaders.builder();
        for (QueryParameters.Parameter parameter : query.entries()) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amz-")
                    && !OF_THE_SIGNATURE.contains(name)
                    && LEFT_OUT.stream().noneMatch(name::startsWith)
                    && !headers.has(name)) {
                hoisted.add(name, WireText.toWire(parameter.value()));
            }
        }
        return headers.plus(hoisted.build());
    }
}
