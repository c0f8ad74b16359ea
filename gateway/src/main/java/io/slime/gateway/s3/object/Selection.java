package io.slime.gateway.s3.object;

import io.slime.gateway.multipart.Part;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectPart;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ByteRange;
import io.slime.gateway.s3.header.ETagList;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.operation.S3Request;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The bytes of a version that a read is about.
 *
 * @param from the first byte
 * @param length how many bytes
 * @param partial whether the answer is a 206: a range or a part was asked for
 * @param contentRange value of Content-Range, for a partial answer that has bytes
 * @param checksums the checksums of these bytes, where they are kept
 */
record Selection(long from, long length, boolean partial, Optional<String> contentRange, Checksums checksums) {
    private static final String PART_NUMBER = "partNumber";

    /**
     * What the request asks for.
     *
     * @throws S3Exception {@code InvalidRange} if the range has no byte of the version, {@code InvalidPartNumber} if there is
     *     no such part, {@code InvalidArgument}, or {@code InvalidRequest} for a part and a range at once
     */
    static Selection of(S3Request request, ObjectVersion version, Objects objects) {
        Optional<String> header = request.headers().joined("range");
        if (request.query().has(PART_NUMBER)) {
            if (header.isPresent()) {
                throw S3Exception.invalidRequest("Cannot specify both Range header and partNumber query parameter");
            }
            return ofPart(partNumber(request), version, objects);
        }
        Optional<ByteRange> range =
                header.filter(text -> appliesTo(version, request.headers())).flatMap(ByteRange::parse);
        if (range.isEmpty()) {
            return new Selection(
                    0,
                    version.size(),
                    false,
                    Optional.empty(),
                    version.description().checksums());
        }
        ByteRange.Span span = range.get()
                .within(version.size())
                .orElseThrow(() -> S3Exception.invalidRange(header.orElse(""), version.size()));
        return new Selection(
                span.start(), span.length(), true, Optional.of(span.contentRange(version.size())), Checksums.NONE);
    }

    int status() {
        return partial ? 206 : 200;
    }

    private static int partNumber(S3Request request) {
        String text = request.query().first(PART_NUMBER).orElse("");
        int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > Part.MAX_NUMBER) {
            throw S3Exception.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive", PART_NUMBER, text);
        }
        return number;
    }

    private static Selection ofPart(int number, ObjectVersion version, Objects objects) {
        ObjectPart found = objects.part(version, number)
                .orElseThrow(() -> new S3Exception(S3Error.INVALID_PART_NUMBER)
                        .with("PartNumberRequested", Integer.toString(number))
                        .with("ActualPartCount", Integer.toString(Math.max(1, version.parts()))));
        if (found.length() == 0) {
            return new Selection(0, 0, false, Optional.empty(), found.checksums());
        }
        ByteRange.Span span = new ByteRange.Span(found.from(), found.from() + found.length());
        return new Selection(
                found.from(), found.length(), true, Optional.of(span.contentRange(version.size())), found.checksums());
    }

    /** Whether a range counts: with an If-Range only while the version is still that one (RFC 9110, 13.1.5). */
    private static boolean appliesTo(ObjectVersion version, HttpHeaders headers) {
        Optional<String> condition = headers.first("if-range");
        if (condition.isEmpty()) {
            return true;
        }
        return HttpDate.parse(condition.get())
                .map(date -> version.modified().truncatedTo(ChronoUnit.SECONDS).equals(date))
                .orElseGet(() -> ETagList.parse(condition.get())
                        .matchesStrongly(version.description().etag()));
    }
}
