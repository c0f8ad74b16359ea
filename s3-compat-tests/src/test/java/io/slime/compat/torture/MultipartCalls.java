package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.RawRequest;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.torture.Wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Multipart uploads. */
final class MultipartCalls {
    /** Every part but the last has this length. */
    static final int PART = 5 << 20;

    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final Book book;
    private final S3Calls s3;

    MultipartCalls(Book book, S3Calls s3) {
        this.book = book;
        this.s3 = s3;
    }

    /** Uploads an object in parts; only the last step is a step of the key's history. */
    void upload(Endpoint endpoint, String key, int size, Condition condition) {
        Written write = book.begin(key, size);
        byte[] bytes = Payload.bytes(write.content(), size);
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < size; from += PART) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(size, from + PART)));
        }
        StringBuilder digests = new StringBuilder();
        parts.forEach(part -> digests.append(SampleData.digest("MD5", part)));
        String etag = '"' + SampleData.digest("MD5", HexFormat.of().parseHex(digests)) + "-" + parts.size() + '"';
        book.etag(etag, write.content());
        try {
            Answer begun = s3.send(
                    endpoint,
                    RawRequest.of(
                                    endpoint,
                                    "POST",
                                    s3.request(endpoint, "POST", key).target() + "?uploads=")
                            .header("x-amz-meta-write", Long.toString(write.id())));
            Matcher upload = UPLOAD.matcher(begun.text());
            if (begun.status() != 200 || !upload.find()) {
                book.count("s3 upload failed");
                return;
            }
            String query = "uploadId=" + upload.group(1);
            for (int i = 0; i < parts.size(); i++) {
                RawRequest part = RawRequest.of(
                        endpoint,
                        "PUT",
                        s3.request(endpoint, "PUT", key).target() + "?partNumber=" + (i + 1) + "&" + query);
                if (s3.send(endpoint, part, parts.get(i)).status() != 200) {
                    book.count("s3 upload failed");
                    abort(endpoint, key, query);
                    return;
                }
            }
            complete(endpoint, write, query, parts, condition);
        } catch (IOException e) {
            book.count("s3 upload failed");
        }
    }

    private void complete(Endpoint endpoint, Written write, String query, List<byte[]> parts, Condition condition) {
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < parts.size(); i++) {
            document.append("<Part><PartNumber>")
                    .append(i + 1)
                    .append("</PartNumber><ETag>\"")
                    .append(SampleData.digest("MD5", parts.get(i)))
                    .append("\"</ETag></Part>");
        }
        byte[] body = document.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
        RawRequest request = RawRequest.of(
                endpoint, "POST", s3.request(endpoint, "POST", write.key()).target() + "?" + query);
        condition.header().ifPresent(header -> request.header(header.name(), header.value()));
        Call call = Call.begin(book, "s3 complete", write.key());
        s3.calls().write(call, condition, write.id(), () -> {
            Answer answer = s3.send(endpoint, request, body);
            if (answer.status() == 200 && !answer.text().contains("<ETag>")) {
                throw new IOException("an error within a 200");
            }
            return answer;
        });
    }

    private void abort(Endpoint endpoint, String key, String query) throws IOException {
        s3.send(
                endpoint,
                RawRequest.of(
                        endpoint, "DELETE", s3.request(endpoint, "DELETE", key).target() + "?" + query));
    }
}
