package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a bucket may be told that changes nothing, and what it does not take, over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BucketSettingsIT {
    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/settings", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static String payer(String payer) {
        return "<RequestPaymentConfiguration><Payer>" + payer + "</Payer></RequestPaymentConfiguration>";
    }

    private static String acceleration(String status) {
        return "<AccelerateConfiguration><Status>" + status + "</Status></AccelerateConfiguration>";
    }

    @Test
    void theOwnerPays() {
        assertThat(root.get("/settings?requestPayment").element("Payer")).isEqualTo("BucketOwner");
        assertThat(root.put("/settings?requestPayment", payer("BucketOwner")).outcome())
                .isEqualTo("200");
        assertThat(root.put("/settings?requestPayment", payer("Me")).outcome()).isEqualTo("400 MalformedXML");
        assertThat(root.get("/settings?requestPayment").element("Payer")).isEqualTo("BucketOwner");
        assertThat(root.get("/none?requestPayment").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void requestersPayWhoSaySo() {
        S3Client alice = s3.newUser("alice");
        root.put("/paid", "", "x-amz-acl", "public-read-write");
        root.put("/paid/k", "x", "x-amz-acl", "public-read");
        assertThat(alice.get("/paid/k").outcome()).isEqualTo("200");
        assertThat(root.put("/paid?requestPayment", payer("Requester")).outcome())
                .isEqualTo("200");
        assertThat(root.get("/paid?requestPayment").element("Payer")).isEqualTo("Requester");
        assertThat(alice.get("/paid/k").outcome()).isEqualTo("403 AccessDenied");
        root.put("/paid/secret", "x");
        S3Client.Reply denied = alice.get("/paid/secret", "x-amz-request-payer", "requester");
        assertThat(denied.outcome() + denied.header("x-amz-request-charged")).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/paid/k", "x-amz-request-payer", "me").outcome()).isEqualTo("403 AccessDenied");
        S3Client.Reply paid = alice.get("/paid/k", "x-amz-request-payer", "requester");
        assertThat(paid.text()).isEqualTo("x");
        assertThat(paid.header("x-amz-request-charged")).isEqualTo("requester");
        assertThat(alice.get("/paid?list-type=2").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.put("/paid/mine", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.put("/paid/mine", "x", "x-amz-request-payer", "requester")
                        .header("x-amz-request-charged"))
                .isEqualTo("requester");
        assertThat(alice.anonymous("GET", "/paid/k", "x-amz-request-payer", "requester")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        root.put("/settings/copy", "", "x-amz-copy-source", "/paid/k");
        alice.put("/of-alice", "");
        assertThat(alice.put("/of-alice/k", "", "x-amz-copy-source", "/paid/k").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(alice.put("/of-alice/k", "", "x-amz-copy-source", "/paid/k", "x-amz-request-payer", "requester")
                        .outcome())
                .isEqualTo("200");
        S3Client.Reply own = root.get("/paid/k");
        assertThat(own.outcome() + own.header("x-amz-request-charged")).isEqualTo("200");
        assertThat(root.put("/paid?requestPayment", payer("BucketOwner")).outcome())
                .isEqualTo("200");
        assertThat(alice.get("/paid/k").header("x-amz-request-charged")).isEmpty();
    }

    @Test
    void nothingIsAccelerated() {
        assertThat(root.get("/settings?accelerate").outcome()).isEqualTo("200");
        assertThat(root.put("/settings?accelerate", acceleration("Suspended")).outcome())
                .isEqualTo("200");
        assertThat(root.put("/settings?accelerate", acceleration("Enabled")).outcome())
                .isEqualTo("501 NotImplemented");
        assertThat(root.put("/settings?accelerate", acceleration("Fast")).outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(root.get("/settings?accelerate").text()).doesNotContain("Status");
    }

    @Test
    void saysOfEveryVerbWhatIsNotThere() {
        for (String name : List.of(
                "logging notification website replication inventory analytics metrics intelligent-tiering metadataTable",
                "metadataConfiguration abac")) {
            for (String subresource : name.split(" ", -1)) {
                for (String method : List.of("PUT", "DELETE")) {
                    assertThat(root.send(method, "/settings?" + subresource, "").outcome())
                            .as(method + " " + subresource)
                            .isEqualTo("501 NotImplemented");
                }
            }
        }
        for (String subresource : List.of("metadataTable", "metadataConfiguration", "abac")) {
            assertThat(root.get("/settings?" + subresource).outcome()).isEqualTo("501 NotImplemented");
        }
        assertThat(root.get("/settings?requestPayment").status()).isEqualTo(200);
    }

    @Test
    void readsSayThatThereIsNoSuchConfiguration() {
        assertThat(root.get("/settings?logging").text())
                .endsWith(
                        "<BucketLoggingStatus xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></BucketLoggingStatus>");
        assertThat(root.get("/settings?notification").text()).contains("></NotificationConfiguration>");
        S3Client.Reply website = root.get("/settings?website");
        assertThat(website.outcome() + website.element("BucketName"))
                .isEqualTo("404 NoSuchWebsiteConfigurationsettings");
        assertThat(root.get("/settings?replication").outcome()).isEqualTo("404 ReplicationConfigurationNotFoundError");
        for (String kind : List.of("analytics", "inventory", "metrics", "intelligent-tiering")) {
            assertThat(root.get("/settings?" + kind).element("IsTruncated")).isEqualTo("false");
            assertThat(root.get("/settings?id=x&" + kind).outcome()).isEqualTo("404 NoSuchConfiguration");
            assertThat(root.get("/no-such-bucket?" + kind).outcome()).isEqualTo("404 NoSuchBucket");
        }
    }

    @Test
    void policiesNameThoseReads() {
        S3Client carol = s3.newUser("carol");
        assertThat(carol.get("/settings?website").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put("/settings?policy", """
                        {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"}, "Resource": "arn:aws:s3:::settings",
                         "Action": ["s3:GetBucketWebsite", "s3:GetBucketLogging", "s3:GetIntelligentTieringConfiguration"]}]}
                        """.formatted(s3.idOf("carol"))).outcome())
                .isEqualTo("204");
        assertThat(carol.get("/settings?website").outcome()).isEqualTo("404 NoSuchWebsiteConfiguration");
        assertThat(carol.get("/settings?logging").outcome()).isEqualTo("200");
        assertThat(carol.get("/settings?intelligent-tiering").outcome()).isEqualTo("200");
        assertThat(carol.get("/settings?replication").outcome()).isEqualTo("403 AccessDenied");
        assertThat(carol.get("/settings?notification").outcome()).isEqualTo("403 AccessDenied");
    }
}
