package io.slime.gateway.s3.listing;

import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** ListObjects: the first version of the listing, which goes on after a key. */
public final class ListObjects implements S3Operation {
    private final ListingDocument listing;

    /** Lists by this. */
    public ListObjects(ListingDocument listing) {
        this.listing = listing;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> marker = request.parameter("marker");
        ListingDocument.Page page = listing.page(request, marker);
        XmlWriter xml = listing.begin(request, page);
        xml.text("Marker", page.encoding().shown(marker.orElse("")));
        if (request.parameter("delimiter").isPresent()) {
            page.next().ifPresent(next -> xml.text("NextMarker", page.encoding().shown(next)));
        }
        listing.entries(xml, page, true);
        request.answer(xml);
    }
}
