package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.erasure.Redundancy;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lifecycle documents over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LifecycleConfigurationIT {
    private static final String TARGET = "/rules?lifecycle";
    private static final String DAYS = "<Expiration><Days>1</Days></Expiration>";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void fill() {
        root.put("/rules", "");
        s3.metadata().redundancy().setClass("STANDARD_IA", new Redundancy(1, 3), false);
        s3.metadata().redundancy().setClass("COLD", new Redundancy(2, 3), false);
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static String document(String rules) {
        return "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>";
    }

    private static String rule(String inner) {
        return "<Rule>" + inner + "<Status>Enabled</Status></Rule>";
    }

    @Test
    void areKeptShownAndTakenAway() {
        String target = "/shown?lifecycle";
        root.put("/shown", "");
        assertThat(root.get(target).outcome()).isEqualTo("404 NoSuchLifecycleConfiguration");
        String all = "<Rule><ID>one</ID><Prefix>a&amp;b/</Prefix><Status>Disabled</Status>"
                + "<Expiration><Date>2030-01-02T00:00:00.000Z</Date></Expiration></Rule>"
                + "<Rule><ID>two</ID><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
                + "<Tag><Key>l</Key><Value></Value></Tag><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan>"
                + "<ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter><Status>Enabled</Status>"
                + "<Expiration><Days>3</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays>"
                + "<NewerNoncurrentVersions>5</NewerNoncurrentVersions></NoncurrentVersionExpiration></Rule>"
                + "<Rule><ID>three</ID><Filter></Filter><Status>Enabled</Status>"
                + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload></Rule>";
        assertThat(root.put(
                                target,
                                document(all),
                                "x-amz-transition-default-minimum-object-size",
                                "all_storage_classes_128K")
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(target).text()).contains(all);
        assertThat(root.put(target, document("")).outcome()).isEqualTo("400 MalformedXML");
        assertThat(root.get(target).text()).contains(all);
        assertThat(root.put(target, document(rule("<Prefix/>" + DAYS) + rule("<Prefix/>" + DAYS)))
                        .outcome())
                .isEqualTo("200");
        assertThat(root.get(target).element("ID")).isNotEmpty();
        assertThat(root.delete(target).outcome()).isEqualTo("204");
        assertThat(root.get(target).outcome()).isEqualTo("404 NoSuchLifecycleConfiguration");
        assertThat(root.get("/none?lifecycle").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "<Prefix/>,                                                                                 InvalidRequest",
        "<Expiration><Days>1</Days></Expiration>,                                                   MalformedXML",
        "<Prefix/><Filter/><Expiration><Days>1</Days></Expiration>,                                 MalformedXML",
        "<Prefix/><Foo/><Expiration><Days>1</Days></Expiration>,                                    MalformedXML",
        "<Prefix/><Expiration/>,                                                                    MalformedXML",
        "<Prefix/><Expiration><Days>0</Days></Expiration>,                                          InvalidArgument",
        "<Prefix/><Expiration><Days>-1</Days></Expiration>,                                         InvalidArgument",
        "<Prefix/><Expiration><Days>x</Days></Expiration>,                                          MalformedXML",
        "<Prefix/><Expiration><Days>9999999999</Days></Expiration>,                                 MalformedXML",
        "<Prefix/><Expiration><Days>1</Days><Days>1</Days></Expiration>,                            MalformedXML",
        "<Prefix/><Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>,         MalformedXML",
        "<Prefix/><Expiration><Date>20300101</Date></Expiration>,                                   MalformedXML",
        "<Prefix/><Expiration><Date>2030-01-01T00:00:01Z</Date></Expiration>,                       InvalidArgument",
        "<Prefix/><Expiration><ExpiredObjectDeleteMarker>yes</ExpiredObjectDeleteMarker></Expiration>, MalformedXML",
        "<Prefix/><NoncurrentVersionExpiration/>,                                                   MalformedXML",
        "<Prefix/><NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>, InvalidArgument",
        "<Prefix/><AbortIncompleteMultipartUpload/>,                                                MalformedXML",
        "<Prefix/><Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>,      InvalidStorageClass",
        "<Prefix/><Transition><Days>1</Days><StorageClass>STANDARD</StorageClass></Transition>,     InvalidStorageClass",
        "<Prefix/><Transition><Days>1</Days></Transition>,                                          MalformedXML",
        "<Prefix/><Transition><StorageClass>STANDARD_IA</StorageClass></Transition>,                MalformedXML",
        "<Prefix/><Transition><Days>-1</Days><StorageClass>STANDARD_IA</StorageClass></Transition>, InvalidArgument",
        "<Prefix/><Transition><Days>x</Days><StorageClass>STANDARD_IA</StorageClass></Transition>,  MalformedXML",
        "<Prefix/><Transition><Date>2030-01-01T00:00:01Z</Date><StorageClass>STANDARD_IA</StorageClass></Transition>, InvalidArgument",
        "<Prefix/><NoncurrentVersionTransition/>,                                                   MalformedXML",
        "<Prefix/><NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>NONE</StorageClass></NoncurrentVersionTransition>, InvalidStorageClass",
    })
    void areRefusedWhereTheyAreWrong(String inner, String code) {
        assertThat(root.put(TARGET, document(rule(inner))).element("Code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "<Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>,                                 MalformedXML",
        "<Foo/>,                                                                                    MalformedXML",
        "<Tag><Key>k</Key></Tag>,                                                                   MalformedXML",
        "<Tag><Key></Key><Value>v</Value></Tag>,                                                    InvalidTag",
        "<ObjectSizeLessThan>0</ObjectSizeLessThan>,                                                InvalidRequest",
        "<And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>5</ObjectSizeLessThan></And>, InvalidRequest",
        "<And><Prefix/><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>k</Key><Value>w</Value></Tag></And>, InvalidRequest",
        "<And><Prefix>a</Prefix><Prefix>b</Prefix></And>,                                           MalformedXML",
    })
    void haveFiltersThatMeanSomething(String filter, String code) {
        assertThat(root.put(TARGET, document(rule("<Filter>" + filter + "</Filter>" + DAYS)))
                        .element("Code"))
                .isEqualTo(code);
    }

    @Test
    void areTellingInAnswersWhenAnUploadGoes() {
        root.put("/begun", "");
        String abort = "<AbortIncompleteMultipartUpload><DaysAfterInitiation>%d</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>";
        root.put(
                "/begun?lifecycle",
                document(rule("<ID>late</ID><Filter><Prefix>a</Prefix></Filter>" + abort.formatted(9))
                        + rule("<ID>a b</ID><Filter><Prefix>a</Prefix></Filter>" + abort.formatted(2))));
        S3Client.Reply begun = root.send("POST", "/begun/a?uploads", "");
        assertThat(begun.header("x-amz-abort-date")).matches("[A-Z][a-z]{2}, .* 00:00:00 GMT");
        assertThat(begun.header("x-amz-abort-rule-id")).isEqualTo("a%20b");
        S3Client.Reply listed = root.get("/begun/a?uploadId=" + begun.element("UploadId"));
        assertThat(listed.header("x-amz-abort-date")).isEqualTo(begun.header("x-amz-abort-date"));
        assertThat(root.send("POST", "/begun/b?uploads", "").header("x-amz-abort-date"))
                .isEmpty();
    }

    @Test
    void areTellingInAnswersWhenAnObjectGoes() {
        root.put("/told", "");
        root.put("/told/a", "x");
        assertThat(root.get("/told/a").header("x-amz-expiration")).isEmpty();
        root.put("/told?lifecycle", document(rule("<ID>a b</ID><Filter><Prefix>a</Prefix></Filter>" + DAYS)));
        String told = root.put("/told/a", "x").header("x-amz-expiration");
        assertThat(told).matches("expiry-date=\"[A-Z][a-z]{2}, .* 00:00:00 GMT\", rule-id=\"a%20b\"");
        assertThat(root.get("/told/a").header("x-amz-expiration")).isEqualTo(told);
        assertThat(root.head("/told/a").header("x-amz-expiration")).isEqualTo(told);
        assertThat(root.head("/told/a?versionId=null").header("x-amz-expiration"))
                .isEmpty();
        assertThat(root.put("/told/b", "x").header("x-amz-expiration")).isEmpty();
        assertThat(root.put("/told/a2", "", "x-amz-copy-source", "/told/b").header("x-amz-expiration"))
                .isEqualTo(told);
        String id = root.send("POST", "/told/a3?uploads", "").element("UploadId");
        String etag = root.put("/told/a3?partNumber=1&uploadId=" + id, "x")
                .header("etag")
                .replace("\"", "");
        S3Client.Reply completed = root.send(
                "POST",
                "/told/a3?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(completed.header("x-amz-expiration")).isEqualTo(told);
        root.delete("/told?lifecycle");
        assertThat(root.head("/told/a").header("x-amz-expiration")).isEmpty();
    }

    @Test
    void refuseWhatCannotBeTogether() {
        String tagged = "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>";
        String marker = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";
        String abort = "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>";
        assertThat(root.put(TARGET, document(rule(tagged + marker))).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.put(TARGET, document(rule(tagged + abort))).outcome()).isEqualTo("400 InvalidRequest");
        String sized = "<Filter><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter>";
        assertThat(root.put(TARGET, document(rule(sized + abort))).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(root.put(TARGET, document(rule("<ID>x</ID><Prefix/>" + DAYS).repeat(2)))
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put(TARGET, document(rule("<ID>" + "x".repeat(256) + "</ID><Prefix/>" + DAYS)))
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(root.put(TARGET, document("<Rule><Prefix/><Status>enabled</Status>" + DAYS + "</Rule>"))
                        .outcome())
                .isEqualTo("400 MalformedXML");
    }

    @Test
    void mayHaveAThousandRules() {
        String many = IntStream.range(0, 1000)
                .mapToObj(i -> rule("<ID>" + i + "</ID><Filter><Prefix>" + i + "</Prefix></Filter>" + DAYS))
                .collect(Collectors.joining());
        assertThat(root.put(TARGET, document(many)).outcome()).isEqualTo("200");
        assertThat(root.put(TARGET, document(many + rule("<Prefix/>" + DAYS))).outcome())
                .isEqualTo("400 InvalidRequest");
    }

    private static String to(String storageClass, int days) {
        return "<Transition><Days>" + days + "</Days><StorageClass>" + storageClass + "</StorageClass></Transition>";
    }

    private static String behind(String storageClass, int days) {
        return "<NoncurrentVersionTransition><NoncurrentDays>" + days + "</NoncurrentDays><StorageClass>" + storageClass
                + "</StorageClass></NoncurrentVersionTransition>";
    }

    private String outcome(String inner) {
        return root.put(TARGET, document(rule("<Prefix>p</Prefix>" + inner))).outcome();
    }

    @Test
    void transitionsAreKeptAsTheyAre() {
        String all = "<Rule><ID>t</ID><Filter></Filter><Status>Enabled</Status>" + to("STANDARD_IA", 0)
                + "<Transition><Days>60</Days><StorageClass>COLD</StorageClass></Transition>"
                + behind("STANDARD_IA", 3)
                + "<NoncurrentVersionTransition><NoncurrentDays>9</NoncurrentDays>"
                + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions><StorageClass>COLD</StorageClass>"
                + "</NoncurrentVersionTransition></Rule><Rule><ID>d</ID><Filter></Filter><Status>Enabled</Status>"
                + "<Transition><Date>2030-01-01T00:00:00.000Z</Date><StorageClass>COLD</StorageClass></Transition></Rule>";
        assertThat(root.put(TARGET, document(all)).outcome()).isEqualTo("200");
        assertThat(root.get(TARGET).text()).contains(all);
    }

    @Test
    void transitionsStandBeforeExpirationsAndGoToDifferentClasses() {
        assertThat(outcome(to("STANDARD_IA", 3) + to("COLD", 5) + DAYS.replace(">1<", ">6<")))
                .isEqualTo("200");
        assertThat(outcome(to("STANDARD_IA", 3) + DAYS.replace(">1<", ">3<"))).isEqualTo("400 InvalidArgument");
        assertThat(outcome(to("COLD", 3) + to("COLD", 5))).isEqualTo("400 InvalidRequest");
        assertThat(outcome(behind("COLD", 3) + behind("COLD", 5))).isEqualTo("400 InvalidRequest");
        String expired =
                "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>";
        assertThat(outcome(behind("COLD", 3) + expired)).isEqualTo("400 InvalidArgument");
        assertThat(outcome(behind("COLD", 2) + expired)).isEqualTo("200");
        String dated =
                "<Transition><Date>2030-01-01T00:00:00Z</Date><StorageClass>STANDARD_IA</StorageClass></Transition>";
        assertThat(outcome(dated + to("COLD", 3))).isEqualTo("400 InvalidRequest");
        assertThat(outcome(dated + DAYS)).isEqualTo("400 InvalidRequest");
        assertThat(outcome(dated + "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration>"))
                .isEqualTo("400 InvalidArgument");
        assertThat(outcome(dated + "<Expiration><Date>2030-01-02T00:00:00Z</Date></Expiration>"))
                .isEqualTo("200");
    }

    @Test
    void theLeastSizeOfTransitionsIsTold() {
        String header = "x-amz-transition-default-minimum-object-size";
        String document = document(rule("<Prefix/>" + to("COLD", 1)));
        assertThat(root.put(TARGET, document).header(header)).isEqualTo("all_storage_classes_128K");
        assertThat(root.get(TARGET).header(header)).isEqualTo("all_storage_classes_128K");
        assertThat(root.put(TARGET, document, header, "varies_by_storage_class").header(header))
                .isEqualTo("varies_by_storage_class");
        assertThat(root.get(TARGET).header(header)).isEqualTo("varies_by_storage_class");
        assertThat(root.put(TARGET, document, header, "1K").outcome()).isEqualTo("400 InvalidArgument");
    }
}
