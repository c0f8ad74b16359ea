package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import io.slime.gateway.s3.operation.Operation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request means which operation, and that none falls through to another. */
final class RouterTest {
    private static final List<String> SUBRESOURCES = List.of(
            "abac accelerate acl analytics attributes cors delete encryption foo intelligent-tiering inventory legal-hold",
            "lifecycle list-type location logging metadataConfiguration metadataTable metrics notification object-lock",
            "ownershipControls policy policyStatus publicAccessBlock renameObject replication requestPayment restore",
            "retention select session tagging torrent uploadId uploads versioning versions website");

    private static String routed(String method, String target, String... headers) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        try {
            return Router.route(
                            method,
                            ObjectAddress.pathStyle(path),
                            QueryParameters.parse(query),
                            HttpHeaders.of(headers))
                    .wireName();
        } catch (S3Exception e) {
            return e.code();
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void findsEveryOperationByItsOwnRequest(Operation operation) {
        String[] words = operation.request().split(" ", -1);
        String[] headers = Arrays.stream(words)
                .skip(2)
                .flatMap(name -> List.of(name, "value").stream())
                .toArray(String[]::new);
        String target = words[1].replace("/bucket", "/photos");
        String[] parts = (target + "?").split("\\?", -1);
        assertThat(Operation.meant(
                        words[0],
                        ObjectAddress.pathStyle(parts[0]),
                        QueryParameters.parse(parts[1]),
                        HttpHeaders.of(headers)))
                .contains(operation);
        assertThat(routed(words[0], target, headers))
                .isEqualTo(operation.supported() ? operation.wireName() : "NotImplemented");
    }

    @Test
    void noSubresourceFallsThroughForAnyVerb() {
        for (String name : String.join(" ", SUBRESOURCES).split(" ", -1)) {
            for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH")) {
                for (String path : List.of("/", "/b", "/b/k")) {
                    String target = path + "?" + name;
                    boolean means = Arrays.stream(Operation.values())
                            .anyMatch(operation -> operation.supported()
                                    && operation
                                            .request()
                                            .equals(method + " "
                                                    + target.replace("/b/k", "/bucket/key")
                                                            .replace("/b?", "/bucket?")));
                    if (!means) {
                        assertThat(routed(method, target))
                                .as(method + " " + target)
                                .isIn("NotImplemented", "MethodNotAllowed");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /,                                     ListBuckets",
        "GET,    /b?prefix=a&delimiter=/&marker=m,      ListObjects",
        "GET,    /b/?list-type=2&start-after=x,         ListObjectsV2",
        "GET,    /b?list-type=3,                        NotImplemented",
        "GET,    /b?list-type=2&marker=m,               NotImplemented",
        "GET,    /b/k?response-expires=x&versionId=y,   GetObject",
        "GET,    /b/k?x-id=GetObject,                   GetObject",
        "PUT,    /b/k?x-id=PutObject,                   PutObject",
        "PUT,    /b/k?acl&tagging,                      NotImplemented",
        "PUT,    /b/k?versionId=null,                   NotImplemented",
        "PUT,    /b/k?partNumber=1,                     NotImplemented",
        "HEAD,   /b/k?partNumber=1,                     HeadObject",
        "HEAD,   /b/k?acl,                              NotImplemented",
        "DELETE, /b/k?versionId=1,                      DeleteObject",
        "PATCH,  /b/k,                                  MethodNotAllowed",
        "OPTIONS, /b/k?partNumber=1&X-Amz-Signature=0,  PreflightObject",
        "OPTIONS, /b?delete,                            PreflightBucket",
        "OPTIONS, /?foo,                                MethodNotAllowed",
        "PUT,    /,                                     MethodNotAllowed",
        "POST,   /b/k,                                  MethodNotAllowed",
        "POST,   /b,                                    PostObject",
    })
    void means(String method, String target, String operation) {
        assertThat(routed(method, target)).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-server-side-encryption-aws-kms-key-id",
                "x-amz-server-side-encryption-context",
                "x-amz-copy-source-server-side-encryption-customer-key",
                "x-amz-write-offset-bytes",
                "x-amz-foo",
                "If-Modified-Since",
                "If-Unmodified-Since",
                "Content-Range",
            })
    void refusesAHeaderThatWouldBeIgnored(String header) {
        assertThat(routed("PUT", "/b/k", header, "x")).isEqualTo("NotImplemented");
    }

    @Test
    void namesWhatItRefuses() {
        assertThatThrownBy(() -> Router.route(
                        "PUT", ObjectAddress.pathStyle("/b/k"), QueryParameters.parse("foo"), HttpHeaders.empty()))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.elements()).containsEntry("Parameter", "foo"));
    }

    @Test
    void takesTheHeadersThatChangeNothingOrAreUnderstood() {
        assertThat(routed(
                        "PUT",
                        "/b/k",
                        "x-amz-date",
                        "x",
                        "x-amz-meta-a",
                        "1",
                        "x-amz-checksum-crc32c",
                        "x",
                        "If-None-Match",
                        "*",
                        "x-amz-sdk-checksum-algorithm",
                        "CRC32C",
                        "Range",
                        "bytes=0-1",
                        "amz-sdk-request",
                        "attempt=1"))
                .isEqualTo("PutObject");
        assertThat(routed("GET", "/b/k", "If-Modified-Since", "x", "x-amz-checksum-mode", "ENABLED"))
                .isEqualTo("GetObject");
    }

    @Test
    void takesWhatTheAwsSdkSendsWithAGet() {
        assertThat(routed("GET", "/b/k", "x-amz-te", "append-md5", "x-amz-checksum-crc32", "AAAAAA=="))
                .isEqualTo("GetObject");
        assertThat(routed("GET", "/b/k", "x-amz-checksum", "x")).isEqualTo("NotImplemented");
    }
}
