package io.slime.gateway.s3;

import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.Map;

/** The answer that an S3 error is (S3 API reference, "REST error responses"). */
final class ErrorAnswer {
    /** The header that says which gateway answered. */
    static final String HOST_ID = "x-amz-id-2";

    /** How long a client is asked to wait before it tries again, in seconds. */
    private static final String RETRY_AFTER = "1";

    private ErrorAnswer() {}

    static Answer of(S3Exception e, HttpCall call, String hostId) {
        Answer answer = call.method().equals("HEAD")
                ? Answer.empty(e.status())
                : Answer.of(e.status(), XmlWriter.TYPE, document(e, call, hostId));
        for (Map.Entry<String, String> header : e.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return e.status() == 503 && !e.headers().containsKey("Retry-After")
                ? answer.with("Retry-After", RETRY_AFTER)
                : answer;
    }

    private static byte[] document(S3Exception e, HttpCall call, String hostId) {
        XmlWriter xml = XmlWriter.plain("Error").text("Code", e.code()).text("Message", e.message());
        e.elements().forEach(xml::text);
        return xml.text("Resource", call.rawPath())
                .text("RequestId", call.requestId())
                .text("HostId", hostId)
                .bytes();
    }
}
