package io.slime.gateway.s3.listing;

import io.slime.gateway.s3.operation.ListingToken;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** ListObjectsV2. */
public final class ListObjectsV2 implements S3Operation {
    private static final String TOKEN = "continuation-token";

    private final ListingDocument listing;

    /** Lists by this. */
    public ListObjectsV2(ListingDocument listing) {
        this.listing = listing;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> token = request.query().first(TOKEN);
        Optional<String> startAfter = request.parameter("start-after");
        ListingDocument.Page page =
                listing.page(request, token.map(ListingToken::read).or(() -> startAfter));
        XmlWriter xml = listing.begin(request, page);
        xml.number(
                "KeyCount",
                page.result().objects().size() + page.result().commonPrefixes().size());
        token.ifPresent(t -> xml.text("ContinuationToken", t));
        page.next().ifPresent(next -> xml.text("NextContinuationToken", ListingToken.write(next)));
        startAfter.ifPresent(after -> xml.text("StartAfter", page.encoding().shown(after)));
        listing.entries(
                xml,
                page,
                request.parameter("fetch-owner").filter(f -> f.equals("true")).isPresent());
        request.answer(xml);
    }
}
