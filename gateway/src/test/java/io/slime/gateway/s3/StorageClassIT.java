package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import io.slime.metadata.object.Found;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Storage classes over a socket: how what is of them is coded, and where they are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StorageClassIT {
    private static final String CLASS = "x-amz-storage-class";
    private static final Redundancy CLUSTER = new Redundancy(2, 3);
    private static final Redundancy STRONG = new Redundancy(1, 3);
    private static final Redundancy WEAK = new Redundancy(3, 3);

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        s3.metadata().redundancy().setClass("STANDARD_IA", STRONG, false);
        s3.metadata().redundancy().setClass("SCRATCH_2", WEAK, false);
        s3.metadata().redundancy().setClass("SAME", CLUSTER, false);
        root.put("/cls", "");
        root.put("/other", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private boolean coded(String path, Redundancy redundancy) {
        Found found = s3.metadata().objects().find(path).orElseThrow();
        return s3.metadata().wishes().codedAs(found.content().orElseThrow().id(), redundancy);
    }

    private io.slime.metadata.extent.ContentId content(String path) {
        return s3.metadata()
                .objects()
                .find(path)
                .orElseThrow()
                .content()
                .orElseThrow()
                .id();
    }

    @Test
    void anObjectIsCodedAsItsClassSaysAndSaysSo() {
        byte[] bytes = bytes(1, 3_000_000);
        assertThat(root.send("PUT", "/cls/a/ia", bytes, CLASS, "STANDARD_IA").outcome())
                .isEqualTo("200");
        assertThat(root.send("PUT", "/cls/a/own", bytes, CLASS, "SCRATCH_2").outcome())
                .isEqualTo("200");
        assertThat(root.send("PUT", "/cls/a/std", bytes, CLASS, "STANDARD").outcome())
                .isEqualTo("200");
        assertThat(coded("cls/a/ia", STRONG)).isTrue();
        assertThat(coded("cls/a/own", WEAK)).isTrue();
        assertThat(coded("cls/a/std", CLUSTER)).isTrue();
        assertThat(root.get("/cls/a/ia").body()).isEqualTo(bytes);
        assertThat(root.get("/cls/a/ia").header(CLASS)).isEqualTo("STANDARD_IA");
        assertThat(root.head("/cls/a/own").header(CLASS)).isEqualTo("SCRATCH_2");
        assertThat(root.head("/cls/a/std").header(CLASS)).isEmpty();
        for (String list : new String[] {"list-type=2", "", "versions"}) {
            assertThat(root.get("/cls?prefix=a/&" + list).text())
                    .containsSubsequence(
                            "a/ia",
                            "<StorageClass>STANDARD_IA</StorageClass>",
                            "a/own",
                            "<StorageClass>SCRATCH_2</StorageClass>",
                            "a/std",
                            "<StorageClass>STANDARD</StorageClass>");
        }
        assertThat(root.get("/cls/a/ia?attributes", "x-amz-object-attributes", "StorageClass")
                        .element("StorageClass"))
                .isEqualTo("STANDARD_IA");
    }

    @Test
    void aClassThatIsNotConfiguredIsRefused() {
        for (String name : new String[] {"GLACIER", "REDUCED_REDUNDANCY", "standard_ia", "", "X"}) {
            assertThat(root.put("/cls/none", "x", CLASS, name).outcome()).isEqualTo("400 InvalidStorageClass");
            assertThat(root.send("POST", "/cls/none?uploads", "", CLASS, name).outcome())
                    .isEqualTo("400 InvalidStorageClass");
            root.put("/cls/some", "x");
            assertThat(root.put("/cls/none", "", CLASS, name, "x-amz-copy-source", "/cls/some")
                            .outcome())
                    .isEqualTo("400 InvalidStorageClass");
        }
        assertThat(root.head("/cls/none").status()).isEqualTo(404);
    }

    @Test
    void aCopyOfAnotherClassIsWrittenAnew() {
        byte[] bytes = bytes(2, 200_000);
        String etag =
                root.send("PUT", "/cls/source", bytes, "x-amz-meta-a", "b").header("ETag");
        assertThat(root.put("/cls/strong", "", CLASS, "STANDARD_IA", "x-amz-copy-source", "/cls/source")
                        .element("ETag"))
                .isEqualTo(etag);
        assertThat(content("cls/strong")).isNotEqualTo(content("cls/source"));
        assertThat(coded("cls/strong", STRONG)).isTrue();
        assertThat(coded("cls/source", CLUSTER)).isTrue();
        assertThat(root.get("/cls/strong").body()).isEqualTo(bytes);
        assertThat(root.get("/cls/strong").header("x-amz-meta-a")).isEqualTo("b");
        root.put("/cls/back", "", "x-amz-copy-source", "/cls/strong");
        assertThat(root.head("/cls/back").header(CLASS))
                .as("a copy is STANDARD unless it says so")
                .isEmpty();
        assertThat(coded("cls/back", CLUSTER)).isTrue();
        root.put("/cls/like", "", CLASS, "STANDARD_IA", "x-amz-copy-source", "/cls/strong");
        assertThat(content("cls/like")).as("of one class they share").isEqualTo(content("cls/strong"));
        root.put("/cls/same", "", CLASS, "SAME", "x-amz-copy-source", "/cls/source");
        assertThat(content("cls/same")).as("coded alike they share").isEqualTo(content("cls/source"));
        assertThat(root.head("/cls/same").header(CLASS)).isEqualTo("SAME");
    }

    @Test
    void anObjectChangesItsClassByACopyToItself() {
        byte[] bytes = bytes(3, 70_000);
        String etag = root.send("PUT", "/cls/self", bytes).header("ETag");
        assertThat(root.put("/cls/self", "", "x-amz-copy-source", "/cls/self").outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.put("/cls/self", "", CLASS, "STANDARD_IA", "x-amz-copy-source", "/cls/self")
                        .outcome())
                .isEqualTo("200");
        S3Client.Reply got = root.get("/cls/self");
        assertThat(got.header(CLASS)).isEqualTo("STANDARD_IA");
        assertThat(got.header("ETag")).isEqualTo(etag);
        assertThat(got.body()).isEqualTo(bytes);
        assertThat(coded("cls/self", STRONG)).isTrue();
    }

    @Test
    void anUploadHasAClassAndSoHaveItsParts() {
        byte[] first = bytes(4, 5 << 20);
        byte[] second = bytes(5, 100_000);
        String id = root.send("POST", "/cls/multi?uploads", "", CLASS, "STANDARD_IA")
                .element("UploadId");
        String upload = "/cls/multi?uploadId=" + id;
        root.send("PUT", "/cls/tail", second);
        String one = root.send("PUT", upload + "&partNumber=1", first).header("ETag");
        String two = root.put(upload + "&partNumber=2", "", "x-amz-copy-source", "/cls/tail")
                .element("ETag");
        assertThat(root.get(upload).element("StorageClass")).isEqualTo("STANDARD_IA");
        assertThat(root.get("/cls?uploads&prefix=multi").element("StorageClass"))
                .isEqualTo("STANDARD_IA");
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + one + "</ETag></Part>"
                + "<Part><PartNumber>2</PartNumber><ETag>" + two + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(root.send("POST", upload, list).outcome()).isEqualTo("200");
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        S3Client.Reply got = root.get("/cls/multi");
        assertThat(got.header(CLASS)).isEqualTo("STANDARD_IA");
        assertThat(got.body()).isEqualTo(whole);
        assertThat(coded("cls/multi", STRONG)).as("the copied part, too").isTrue();
        assertThat(coded("cls/tail", CLUSTER)).isTrue();
    }

    @Test
    void aBucketHasARedundancyOfItsOwn() {
        byte[] bytes = bytes(6, 50_000);
        root.put("/own", "");
        s3.metadata().redundancy().setBucket("own", java.util.Optional.of(STRONG), true);
        s3.forget();
        root.send("PUT", "/own/a", bytes);
        root.send("PUT", "/own/b", bytes, CLASS, "SCRATCH_2");
        root.send("PUT", "/other/a", bytes);
        assertThat(coded("own/a", STRONG)).isTrue();
        assertThat(coded("own/b", WEAK)).as("a class is more than a bucket").isTrue();
        assertThat(coded("other/a", CLUSTER)).isTrue();
        assertThat(root.head("/own/a").header(CLASS)).isEmpty();
        root.put("/own/copy", "", "x-amz-copy-source", "/other/a");
        assertThat(coded("own/copy", STRONG)).isTrue();
        assertThat(root.get("/own/copy").body()).isEqualTo(bytes);
    }
}
