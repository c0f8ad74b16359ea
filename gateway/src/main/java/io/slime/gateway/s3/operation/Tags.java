package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.s3.header.WireText;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tags of objects and buckets in requests and answers, within S3's limits. Answers have them by key. */
public final class Tags {
    /** The header with the tags of an object to be. */
    public static final String HEADER = "x-amz-tagging";

    private static final int MAX_OF_OBJECT = 10;
    private static final int MAX_OF_BUCKET = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    /**
     * The tags that a header sets, none if there is no header.
     *
     * @throws S3Exception {@code InvalidTag}, or {@code InvalidArgument} if they are not encoded as a query
     */
    public static Map<String, String> ofHeader(HttpHeaders headers) {
        Optional<String> header = headers.first(HEADER);
        Map<String, String> tags = new TreeMap<>();
        if (header.isEmpty()) {
            return tags;
        }
        for (String pair : WireText.fromWire(header.get()).split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = decoded(equals < 0 ? pair : pair.substring(0, equals), header.get());
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), header.get());
                if (tags.put(key, value) != null) {
                    throw notAQuery(header.get());
                }
            }
        }
        return checked(tags, MAX_OF_OBJECT, "Object tags cannot be greater than 10");
    }

    /**
     * The tags of an object that the body sets.
     *
     * @throws S3Exception {@code InvalidTag} or {@code MalformedXML}
     */
    public static Map<String, String> ofObject(S3Request request) throws IOException {
        return checked(ofBody(request), MAX_OF_OBJECT, "Object tags cannot be greater than 10");
    }

    /**
     * The tags of a bucket that the body sets.
     *
     * @throws S3Exception {@code InvalidTag} or {@code MalformedXML}
     */
    public static Map<String, String> ofBucket(S3Request request) throws IOException {
        return checked(ofBody(request), MAX_OF_BUCKET, "Bucket tag count cannot be greater than 50");
    }

    /**
     * The tags in a document as the header has them.
     *
     * @throws S3Exception {@code InvalidTag} or {@code MalformedXML}
     */
    public static String asHeader(XmlElement tagging) {
        return ofElement(tagging).entrySet().stream()
                .map(tag -> PercentCoding.encode(tag.getKey()) + "=" + PercentCoding.encode(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The document that shows tags. */
    public static XmlWriter document(Map<String, String> tags) {
        XmlWriter xml = XmlWriter.of("Tagging").open("TagSet");
        new TreeMap<>(tags)
                .forEach((key, value) ->
                        xml.open("Tag").text("Key", key).text("Value", value).close());
        return xml;
    }

    private static Map<String, String> ofBody(S3Request request) throws IOException {
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        return ofElement(XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "Tagging"));
    }

    private static Map<String, String> ofElement(XmlElement tagging) {
        XmlElement set = tagging.child("TagSet").orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML));
        Map<String, String> tags = new TreeMap<>();
        for (XmlElement tag : set.children()) {
            if (!tag.name().equals("Tag")) {
                throw new S3Exception(S3Error.MALFORMED_XML);
            }
            String key = tag.required("Key");
            if (tags.put(key, tag.required("Value")) != null) {
                throw invalid("Cannot provide multiple Tags with the same key", key);
            }
        }
        return tags;
    }

    private static Map<String, String> checked(Map<String, String> tags, int most, String tooMany) {
        if (tags.size() > most) {
            throw new S3Exception(S3Error.INVALID_TAG, tooMany);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || tooLong(key, MAX_KEY) || !ALLOWED.matcher(key).matches()) {
                throw invalid("The TagKey you have provided is invalid", key);
            }
            if (key.startsWith("aws:")) {
                throw invalid("System tags cannot be added/updated by requester", key);
            }
            if (tooLong(value, MAX_VALUE) || !ALLOWED.matcher(value).matches()) {
                throw new S3Exception(S3Error.INVALID_TAG, "The TagValue you have provided is invalid")
                        .with("TagKey", key)
                        .with("TagValue", value);
            }
        });
        return tags;
    }

    private static boolean tooLong(String text, int most) {
        return text.codePointCount(0, text.length()) > most;
    }

    private static S3Exception invalid(String message, String key) {
        return new S3Exception(S3Error.INVALID_TAG, message).with("TagKey", key);
    }

    private static String decoded(String text, String header) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notAQuery(header);
        }
    }

    private static S3Exception notAQuery(String header) {
        return S3Exception.invalidArgument(
                "The header '" + HEADER + "' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag"
                        + " name duplicates.",
                HEADER,
                header);
    }
}
