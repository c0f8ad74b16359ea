package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access control lists and ownership: two users and nobody in particular before one bucket. */
final class AclIT {
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client BOB = S3.newUser("bob");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final S3Client root = S3.root;
    private final String at = "/acls-" + NUMBER.incrementAndGet();

    @BeforeEach
    void create() {
        assertThat(root.put(at, "").outcome()).isEqualTo("200");
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private S3Client.Reply nobody(String method, String target) {
        return root.anonymous(method, target);
    }

    private static String xml(String owner, String... grants) {
        StringBuilder xml = new StringBuilder("<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<Owner><ID>" + owner + "</ID></Owner><AccessControlList>");
        for (int i = 0; i < grants.length; i += 2) {
            xml.append("<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"any\">")
                    .append(grants[i])
                    .append("</Grantee><Permission>")
                    .append(grants[i + 1])
                    .append("</Permission></Grant>");
        }
        return xml.append("</AccessControlList></AccessControlPolicy>").toString();
    }

    @Test
    void showsTheOwnersAloneWhereNothingWasSaid() {
        root.put(at + "/k", "x");
        for (String target : new String[] {at + "?acl", at + "/k?acl"}) {
            String acl = root.get(target).text();
            assertThat(acl).contains("<Owner><ID>" + S3.idOf("root") + "</ID><DisplayName>root</DisplayName></Owner>");
            assertThat(acl).contains("xsi:type=\"CanonicalUser\"><ID>" + S3.idOf("root"));
            assertThat(acl).containsOnlyOnce("<Permission>FULL_CONTROL</Permission>");
            assertThat(BOB.get(target).outcome()).isEqualTo("403 AccessDenied");
            assertThat(BOB.put(target, "", "x-amz-acl", "public-read").outcome())
                    .isEqualTo("403 AccessDenied");
        }
    }

    @Test
    void takesCannedListsOfObjects() {
        root.put(at + "/k", "x", "x-amz-acl", "public-read");
        assertThat(nobody("GET", at + "/k").text()).isEqualTo("x");
        assertThat(nobody("GET", at).outcome()).isEqualTo("403 AccessDenied");
        assertThat(nobody("PUT", at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "/k?acl").text()).contains(ALL_USERS);
        assertThat(root.put(at + "/k?acl", "", "x-amz-acl", "authenticated-read")
                        .outcome())
                .isEqualTo("200");
        assertThat(nobody("GET", at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "/k").text()).isEqualTo("x");
        assertThat(root.put(at + "/k?acl", "", "x-amz-acl", "private").outcome())
                .isEqualTo("200");
        assertThat(BOB.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k", "x", "x-amz-acl", "open").outcome()).isEqualTo("400 InvalidArgument");
        root.put(at + "/k", "y", "x-amz-acl", "public-read");
        root.put(at + "/k", "z");
        assertThat(nobody("GET", at + "/k").outcome())
                .as("a new version has a list of its own")
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void takesCannedListsOfBuckets() {
        assertThat(root.put(at + "-open", "", "x-amz-acl", "public-read-write").outcome())
                .isEqualTo("200");
        assertThat(root.get(at + "-open?acl").text()).contains(ALL_USERS);
        assertThat(BOB.put(at + "-open/k", "bobs").outcome()).isEqualTo("200");
        assertThat(nobody("GET", at + "-open").element("Key")).isEqualTo("k");
        assertThat(nobody("GET", at + "-open/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "-open/k").outcome()).as("it is Bob's").isEqualTo("403 AccessDenied");
        assertThat(BOB.get(at + "-open/k").text()).isEqualTo("bobs");
        assertThat(BOB.get(at + "-open/k?acl").text()).contains(S3.idOf("bob"));
        assertThat(root.delete(at + "-open/k").outcome()).isEqualTo("204");
        assertThat(root.put(at + "-open?acl", "", "x-amz-acl", "private").outcome())
                .isEqualTo("200");
        assertThat(BOB.put(at + "-open/k", "bobs").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void takesGrantsInHeaders() {
        S3.userWithEmail("eve" + at.substring(1), "eve@" + at.substring(1));
        String id = "id=\"" + S3.idOf("bob") + "\"";
        root.put(at + "/k", "x", "x-amz-grant-read", id + ", uri=\"" + ALL_USERS + "\"");
        assertThat(nobody("GET", at + "/k").text()).isEqualTo("x");
        assertThat(BOB.get(at + "/k?acl").outcome()).isEqualTo("403 AccessDenied");
        root.put(at + "/k", "x", "x-amz-grant-full-control", id);
        assertThat(BOB.get(at + "/k?acl").text()).contains("<Permission>FULL_CONTROL</Permission>");
        assertThat(BOB.put(at + "/k?acl", "", "x-amz-acl", "private").outcome()).isEqualTo("200");
        assertThat(BOB.get(at + "/k?acl").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k", "x", "x-amz-grant-read", "emailAddress=eve@" + at.substring(1))
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(at + "/k?acl").text()).contains(S3.idOf("eve" + at.substring(1)));
        assertThat(root.put(at + "/k", "x", "x-amz-grant-read", "emailAddress=no@one")
                        .outcome())
                .isEqualTo("400 UnresolvableGrantByEmailAddress");
        assertThat(root.put(at + "/k", "x", "x-amz-grant-read", "id=nobody").outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put(at + "/k", "x", "x-amz-grant-read", id, "x-amz-acl", "private")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void takesGrantsInDocuments() {
        root.put(at + "/k", "x");
        String owner = S3.idOf("root");
        String bob = "<ID>" + S3.idOf("bob") + "</ID>";
        assertThat(root.put(at + "?acl", xml(owner, bob, "READ", "<URI>" + ALL_USERS + "</URI>", "WRITE"))
                        .outcome())
                .isEqualTo("200");
        assertThat(BOB.get(at).status()).isEqualTo(200);
        assertThat(nobody("PUT", at + "/by-nobody").outcome()).isEqualTo("200");
        assertThat(nobody("GET", at).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k?acl", xml(owner, bob, "READ_ACP")).outcome())
                .isEqualTo("200");
        assertThat(BOB.get(at + "/k?acl").status()).isEqualTo(200);
        assertThat(BOB.get(at + "/k").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k?acl", xml(owner, bob, "RULE")).outcome()).isEqualTo("400 MalformedACLError");
        assertThat(root.put(at + "/k?acl", xml(S3.idOf("bob"), bob, "READ")).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "?acl", xml("nobody", bob, "READ")).outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k?acl", "").outcome()).isEqualTo("400 MissingSecurityHeader");
        assertThat(root.put(at + "/k?acl", xml(owner), "x-amz-acl", "private").outcome())
                .isEqualTo("400 UnexpectedContent");
        assertThat(root.put(at + "/absent?acl", "", "x-amz-acl", "private").outcome())
                .isEqualTo("404 NoSuchKey");
    }

    @Test
    void uploadsInPartsAndCopiesHaveTheirLists() {
        String id = root.send("POST", at + "/m?uploads", "", "x-amz-acl", "public-read")
                .element("UploadId");
        String tag = root.put(at + "/m?partNumber=1&uploadId=" + id, "part").header("etag");
        root.send(
                "POST",
                at + "/m?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(nobody("GET", at + "/m").text()).isEqualTo("part");
        root.put(at + "/c", "", "x-amz-copy-source", at + "/m");
        assertThat(nobody("GET", at + "/c").outcome()).isEqualTo("403 AccessDenied");
        root.put(at + "/c", "", "x-amz-copy-source", at + "/m", "x-amz-acl", "public-read");
        assertThat(nobody("GET", at + "/c").text()).isEqualTo("part");
    }

    @Test
    void ownershipDecidesWhoseObjectsAre() {
        assertThat(root.get(at + "?ownershipControls").outcome()).isEqualTo("404 OwnershipControlsNotFoundError");
        assertThat(root.put(at + "?acl", "", "x-amz-acl", "public-read-write").outcome())
                .isEqualTo("200");
        BOB.put(at + "/early", "bobs");
        assertThat(root.put(at + "?ownershipControls", controls("BucketOwnerEnforced"))
                        .outcome())
                .isEqualTo("400 InvalidBucketAclWithObjectOwnership");
        assertThat(root.put(at + "?ownershipControls", controls("BucketOwnerPreferred"))
                        .outcome())
                .isEqualTo("200");
        BOB.put(at + "/left", "x", "x-amz-acl", "bucket-owner-full-control");
        assertThat(root.get(at + "/left").text()).isEqualTo("x");
        assertThat(BOB.get(at + "/left").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.get(at + "/early").outcome()).isEqualTo("403 AccessDenied");
        root.put(at + "?acl", "", "x-amz-acl", "private");
        assertThat(root.put(at + "?ownershipControls", controls("BucketOwnerEnforced"))
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(at + "?ownershipControls").element("ObjectOwnership"))
                .isEqualTo("BucketOwnerEnforced");
        assertThat(root.get(at + "/early").text()).isEqualTo("bobs");
        assertThat(BOB.get(at + "/early").outcome()).isEqualTo("403 AccessDenied");
        assertThat(root.put(at + "/k", "x", "x-amz-acl", "public-read").outcome())
                .isEqualTo("400 AccessControlListNotSupported");
        assertThat(root.put(at + "/k", "x", "x-amz-acl", "bucket-owner-full-control")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.put(at + "?acl", "", "x-amz-acl", "public-read").outcome())
                .isEqualTo("400 AccessControlListNotSupported");
        assertThat(root.delete(at + "?ownershipControls").outcome()).isEqualTo("204");
        assertThat(root.put(at + "?ownershipControls", controls("Mine")).outcome())
                .isEqualTo("400 MalformedXML");
    }

    @Test
    void ownershipIsSaidWhenABucketIsCreated() {
        assertThat(root.put(at + "-e", "", "x-amz-object-ownership", "BucketOwnerEnforced")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(at + "-e?ownershipControls").element("ObjectOwnership"))
                .isEqualTo("BucketOwnerEnforced");
        assertThat(root.put(at + "-f", "", "x-amz-object-ownership", "BucketOwnerEnforced", "x-amz-acl", "public-read")
                        .outcome())
                .isEqualTo("400 InvalidBucketAclWithObjectOwnership");
        assertThat(root.put(at + "-f", "", "x-amz-object-ownership", "Mine").outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.head(at + "-f").status()).isEqualTo(404);
    }

    private static String controls(String ownership) {
        return "<OwnershipControls><Rule><ObjectOwnership>" + ownership
                + "</ObjectOwnership></Rule></OwnershipControls>";
    }
}
