package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.ListingToken;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** ListBuckets: the caller's buckets, by name. */
public final class ListBuckets implements S3Operation {
    private static final int MOST = 10_000;

    private final Buckets buckets;
    private final Owners owners;

    /** Lists these buckets. */
    public ListBuckets(Buckets buckets, Owners owners) {
        this.buckets = buckets;
        this.owners = owners;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        int most = request.number("max-buckets", MOST, Integer.MAX_VALUE);
        if (most < 1 || most > MOST) {
            throw S3Exception.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and " + MOST,
                    "max-buckets",
                    Integer.toString(most));
        }
        Optional<String> prefix = request.parameter("prefix");
        Optional<String> region = request.parameter("bucket-region");
        Optional<String> token = request.parameter("continuation-token").map(ListingToken::read);
        String after = token.orElseGet(() -> before(prefix.orElse("")));
        boolean possible = prefix.filter(p -> !p.matches("[a-z0-9.-]*")).isEmpty();
        List<Bucket> found = possible
                ? buckets.list(Optional.of(request.caller()), after, most + 1).stream()
                        .filter(b -> b.name().text().startsWith(prefix.orElse("")))
                        .toList()
                : List.of();
        List<Bucket> page = found.subList(0, Math.min(most, found.size()));
        XmlWriter xml = XmlWriter.of("ListAllMyBucketsResult");
        owners.shown().write(xml, "Owner", request.caller());
        xml.open("Buckets");
        for (Bucket bucket : page) {
            if (region.filter(wanted -> !wanted.equals(bucket.location())).isEmpty()) {
                xml.open("Bucket")
                        .text("Name", bucket.name().text())
                        .time("CreationDate", bucket.created())
                        .text("BucketRegion", bucket.location())
                        .close();
            }
        }
        xml.close();
        if (found.size() > most) {
            xml.text(
                    "ContinuationToken",
                    ListingToken.write(page.getLast().name().text()));
        }
        prefix.ifPresent(p -> xml.text("Prefix", p));
        request.answer(xml);
    }

    /** A text that all names with the prefix come after, and nothing else that is in between is a name. */
    private static String before(String prefix) {
        if (prefix.isEmpty()) {
            return "";
        }
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) - 1) + "\u007f";
    }
}
