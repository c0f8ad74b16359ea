package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.RawRequest;
import io.slime.compat.torture.Wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listings by S3, each of which is a read of every key that it covers. */
final class Listings {
    private static final Pattern ENTRY = Pattern.compile(
            "<Key>([^<]+)</Key>.*?<ETag>(?:&quot;|\")([^<&\"]+)(?:&quot;|\")</ETag>.*?<Size>(\\d+)</Size>");
    private static final String MORE = "<IsTruncated>true</IsTruncated>";

    private final Book book;
    private final Wire wire;
    private final String bucket;

    Listings(Book book, Wire wire, String bucket) {
        this.book = book;
        this.wire = wire;
        this.bucket = bucket;
    }

    /** Lists the much used keys in one page, while others change them. */
    void hot(Endpoint endpoint, List<String> keys) {
        List<Call> reads = keys.stream()
                .map(key -> Call.begin(book, "s3 listing entry", key))
                .toList();
        try {
            Answer answer = page(endpoint, Keys.HOT, "");
            if (answer.status() != 200) {
                book.count("s3 listing failed");
                return;
            }
            book.count("s3 listing");
            Map<String, Long> listed = new TreeMap<>();
            parse(answer.text(), listed);
            for (Call read : reads) {
                Long content = listed.get(read.key());
                read.saw(content == null ? Guard.absent() : Guard.content(content));
            }
        } catch (IOException e) {
            book.count("s3 listing failed");
        }
    }

    /** Lists the whole bucket: the content of each key. */
    Map<String, Long> all(Endpoint endpoint) throws IOException {
        TreeMap<String, Long> listed = new TreeMap<>();
        boolean more = true;
        while (more) {
            Answer answer = page(endpoint, "", listed.isEmpty() ? "" : listed.lastKey());
            if (answer.status() != 200) {
                throw new IOException("the listing answered " + answer.status() + " " + answer.text());
            }
            parse(answer.text(), listed);
            more = answer.text().contains(MORE);
        }
        return listed;
    }

    private Answer page(Endpoint endpoint, String prefix, String after) throws IOException {
        RawRequest request = RawRequest.of(
                endpoint, "GET", "/" + bucket + "?list-type=2&prefix=" + prefix + "&start-after=" + after);
        return wire.exchange(endpoint.s3(), request.head(), new byte[0]);
    }

    private void parse(String document, Map<String, Long> into) {
        Matcher entries = ENTRY.matcher(document);
        while (entries.find()) {
            Optional<Long> content = book.contentOf('"' + entries.group(2) + '"');
            Optional<Written> write = content.flatMap(book::written);
            if (write.isEmpty() || write.get().size() != Integer.parseInt(entries.group(3))) {
                book.finding("listing: %s has ETag %s and size %s, which nobody wrote"
                        .formatted(entries.group(1), entries.group(2), entries.group(3)));
            } else {
                into.put(entries.group(1), content.get());
            }
        }
    }
}
