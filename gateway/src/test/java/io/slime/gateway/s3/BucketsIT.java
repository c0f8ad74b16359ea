package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Buckets over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BucketsIT {
    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @AfterAll
    void close() {
        s3.close();
    }

    @Test
    void createsListsAndDeletes() {
        S3Client alice = s3.newUser("alice");
        S3Client.Reply created = alice.put("/alice-1", "");
        assertThat(created.outcome()).isEqualTo("200");
        assertThat(created.header("Location")).isEqualTo("/alice-1");
        assertThat(alice.put("/alice-2/", "<CreateBucketConfiguration/>").outcome())
                .isEqualTo("200");
        S3Client.Reply list = alice.get("/");
        assertThat(list.text()).contains("<Name>alice-1</Name>", "<Name>alice-2</Name>", "<DisplayName>alice<");
        S3Client.Reply page = alice.get("/?max-buckets=1");
        assertThat(page.text()).contains("alice-1").doesNotContain("alice-2");
        assertThat(alice.get("/?prefix=alice-&continuation-token=" + page.element("ContinuationToken"))
                        .text())
                .contains("<Name>alice-2<")
                .doesNotContain("<Name>alice-1<");
        assertThat(alice.delete("/alice-1").outcome()).isEqualTo("204");
        assertThat(alice.get("/").text()).doesNotContain("alice-1");
        assertThat(alice.head("/alice-1").outcome()).isEqualTo("404");
        assertThat(alice.get("/alice-1?list-type=2").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void tellsWhoseItIs() {
        S3Client bob = s3.newUser("bob");
        assertThat(root.put("/roots", "").outcome()).isEqualTo("200");
        assertThat(root.put("/roots", "").outcome()).isEqualTo("409 BucketAlreadyOwnedByYou");
        assertThat(bob.put("/roots", "").outcome()).isEqualTo("409 BucketAlreadyExists");
        assertThat(bob.head("/roots").outcome()).isEqualTo("403");
        assertThat(bob.get("/roots/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/roots/k", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.delete("/roots").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/bobs", "").outcome()).isEqualTo("200");
        assertThat(root.get("/bobs?list-type=2").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/bobs/k", "", "x-amz-copy-source", "/roots/k").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.head("/roots", "x-amz-expected-bucket-owner", "123").outcome())
                .isEqualTo("403");
        assertThat(root.anonymous("GET", "/roots/k").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void refusesWhatIsNoBucket() {
        assertThat(root.put("/UPPER", "").outcome()).isEqualTo("400 InvalidBucketName");
        assertThat(root.get("/a?location").outcome()).isEqualTo("400 InvalidBucketName");
        assertThat(root.put("/new-1", configuration("eu-west-1")).outcome()).isEqualTo("400 InvalidLocationConstraint");
        assertThat(root.put("/new-1", "<CreateBucketConfiguration>").outcome()).isEqualTo("400 MalformedXML");
        assertThat(root.put("/new-1", "", "x-amz-acl", "open").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.put("/new-1", "", "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(root.head("/new-1").outcome()).isEqualTo("404");
        assertThat(root.put("/new-1", configuration("us-east-1"), "x-amz-acl", "private")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void answersWhatClientsAsk() {
        root.put("/asked", "");
        S3Client.Reply location = root.get("/asked?location");
        assertThat(location.text())
                .endsWith(
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></LocationConstraint>");
        assertThat(root.head("/asked").header("x-amz-bucket-region")).isEqualTo("us-east-1");
        assertThat(root.get("/asked?versioning").text())
                .contains("<VersioningConfiguration")
                .doesNotContain("Status");
        assertThat(root.put("/asked?logging", "").outcome()).isEqualTo("501 NotImplemented");
        assertThat(root.put("/asked?foo", "").outcome()).isEqualTo("501 NotImplemented");
        root.put("/asked/k", "x");
        assertThat(root.delete("/asked").outcome()).isEqualTo("409 BucketNotEmpty");
    }

    @Test
    void errorsSayWhatTheyAreAbout() {
        S3Client.Reply reply = root.get("/no-such-bucket/a%01b?x-id=GetObject");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/xml");
        assertThat(reply.element("BucketName")).isEqualTo("no-such-bucket");
        assertThat(reply.element("Resource")).isEqualTo("/no-such-bucket/a%01b");
        assertThat(reply.element("RequestId"))
                .isEqualTo(reply.header("x-amz-request-id"))
                .isNotEmpty();
        assertThat(reply.element("HostId"))
                .isEqualTo(reply.header("x-amz-id-2"))
                .isEqualTo("host");
        assertThat(root.send("PATCH", "/no-such-bucket", "").outcome()).isEqualTo("405 MethodNotAllowed");
    }

    private static String configuration(String region) {
        return "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>"
                + region + "</LocationConstraint></CreateBucketConfiguration>";
    }
}
