package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.utils.Md5Utils;

/** Server-side encryption as the AWS SDK asks for it. */
final class EncryptionIT {
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static final String AES256 = "AES256";
    private static final byte[] CONTENT = SampleData.bytes(71, 3_000_001);
    private static String bucket = "";

    /** A key as a client has it. */
    private record Key(String base64, String md5) {
        static Key of(int seed) {
            byte[] bytes = SampleData.bytes(seed, 32);
            return new Key(Base64.getEncoder().encodeToString(bytes), Md5Utils.md5AsBase64(bytes));
        }

        void put(PutObjectRequest.Builder p) {
            p.sseCustomerAlgorithm(AES256).sseCustomerKey(base64).sseCustomerKeyMD5(md5);
        }

        Consumer<GetObjectRequest.Builder> get() {
            return g -> g.sseCustomerAlgorithm(AES256).sseCustomerKey(base64).sseCustomerKeyMD5(md5);
        }

        void source(CopyObjectRequest.Builder c) {
            c.copySourceSSECustomerAlgorithm(AES256)
                    .copySourceSSECustomerKey(base64)
                    .copySourceSSECustomerKeyMD5(md5);
        }

        void target(CopyObjectRequest.Builder c) {
            c.sseCustomerAlgorithm(AES256).sseCustomerKey(base64).sseCustomerKeyMD5(md5);
        }
    }

    private static final Key ONE = Key.of(1);
    private static final Key TWO = Key.of(2);

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, EncryptionIT.class);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static PutObjectResponse put(String key, Consumer<PutObjectRequest.Builder> more) {
        return S3.putObject(p -> more.accept(p.bucket(bucket).key(key)), RequestBody.fromBytes(CONTENT));
    }

    private static byte[] get(String key, Consumer<GetObjectRequest.Builder> more) {
        return S3.getObjectAsBytes(g -> more.accept(g.bucket(bucket).key(key))).asByteArray();
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "200";
        } catch (S3Exception e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        }
    }

    @Test
    void theServersKey() {
        PutObjectResponse answer = put("server", p -> p.serverSideEncryption(ServerSideEncryption.AES256));
        assertThat(answer.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(get("server", g -> {})).isEqualTo(CONTENT);
        assertThat(get("server", g -> g.range("bytes=1000001-2000000")))
                .isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_001, 2_000_001));
        HeadObjectResponse head = S3.headObject(h -> h.bucket(bucket).key("server"));
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(outcome(() -> put("kms", p -> p.serverSideEncryption(ServerSideEncryption.AWS_KMS))))
                .isEqualTo("501 NotImplemented");
    }

    @Test
    void theClientsKey() {
        PutObjectResponse answer = put("client", ONE::put);
        assertThat(answer.sseCustomerAlgorithm()).isEqualTo(AES256);
        assertThat(answer.sseCustomerKeyMD5()).isEqualTo(ONE.md5());
        assertThat(get("client", ONE.get())).isEqualTo(CONTENT);
        assertThat(get("client", ONE.get().andThen(g -> g.range("bytes=-17"))))
                .isEqualTo(Arrays.copyOfRange(CONTENT, CONTENT.length - 17, CONTENT.length));
        assertThat(outcome(() -> get("client", g -> {}))).isEqualTo("400 InvalidRequest");
        assertThat(outcome(() -> get("client", TWO.get()))).isEqualTo("403 AccessDenied");
        assertThat(S3.headObject(h -> h.bucket(bucket)
                                .key("client")
                                .sseCustomerAlgorithm(AES256)
                                .sseCustomerKey(ONE.base64())
                                .sseCustomerKeyMD5(ONE.md5()))
                        .contentLength())
                .isEqualTo(CONTENT.length);
    }

    @Test
    void partsWithTheClientsKey() {
        byte[] first = SampleData.bytes(72, 5 << 20);
        String upload = S3.createMultipartUpload(c -> c.bucket(bucket)
                        .key("parts")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .sseCustomerAlgorithm(AES256)
                        .sseCustomerKey(ONE.base64())
                        .sseCustomerKeyMD5(ONE.md5()))
                .uploadId();
        List<CompletedPart> parts = List.of(part(upload, 1, first), part(upload, 2, CONTENT));
        S3.completeMultipartUpload(c -> c.bucket(bucket)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(parts))
                .sseCustomerAlgorithm(AES256)
                .sseCustomerKey(ONE.base64())
                .sseCustomerKeyMD5(ONE.md5()));
        assertThat(get("parts", ONE.get().andThen(g -> g.partNumber(2)))).isEqualTo(CONTENT);
        int edge = first.length;
        byte[] across = get("parts", ONE.get().andThen(g -> g.range("bytes=" + (edge - 5) + "-" + (edge + 4))));
        assertThat(Arrays.copyOf(across, 5)).isEqualTo(Arrays.copyOfRange(first, edge - 5, edge));
        assertThat(Arrays.copyOfRange(across, 5, 10)).isEqualTo(Arrays.copyOf(CONTENT, 5));
        S3.copyObject(c -> ONE.source(c.sourceBucket(bucket)
                .sourceKey("parts")
                .destinationBucket(bucket)
                .destinationKey("one-piece")));
        assertThat(get("one-piece", g -> {}))
                .hasSize(first.length + CONTENT.length)
                .endsWith(CONTENT);
    }

    private static CompletedPart part(String upload, int number, byte[] bytes) {
        UploadPartResponse answer = S3.uploadPart(
                p -> p.bucket(bucket)
                        .key("parts")
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .sseCustomerAlgorithm(AES256)
                        .sseCustomerKey(ONE.base64())
                        .sseCustomerKeyMD5(ONE.md5()),
                RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32(answer.checksumCRC32())
                .build();
    }

    @Test
    void copiesChangeKeys() {
        put("from", ONE::put);
        Consumer<CopyObjectRequest.Builder> over = c -> c.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("from");
        S3.copyObject(over.andThen(ONE::source).andThen(TWO::target));
        assertThat(outcome(() -> get("from", ONE.get()))).isEqualTo("403 AccessDenied");
        assertThat(get("from", TWO.get())).isEqualTo(CONTENT);
        S3.copyObject(over.andThen(TWO::source).andThen(c -> c.serverSideEncryption(ServerSideEncryption.AES256)));
        assertThat(get("from", g -> {})).isEqualTo(CONTENT);
        assertThat(S3.headObject(h -> h.bucket(bucket).key("from")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void theBucketsDefault() {
        String safe = Clients.bucket(S3, EncryptionIT.class);
        assertThat(outcome(() -> S3.getBucketEncryption(g -> g.bucket(safe))))
                .isEqualTo("404 ServerSideEncryptionConfigurationNotFoundError");
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                .build();
        S3.putBucketEncryption(p -> p.bucket(safe).serverSideEncryptionConfiguration(c -> c.rules(List.of(rule))));
        assertThat(S3.getBucketEncryption(g -> g.bucket(safe))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .getFirst()
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(S3.putObject(p -> p.bucket(safe).key("k"), RequestBody.fromBytes(CONTENT))
                        .serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        S3.deleteBucketEncryption(d -> d.bucket(safe));
        assertThat(S3.putObject(p -> p.bucket(safe).key("l"), RequestBody.fromBytes(CONTENT))
                        .serverSideEncryption())
                .isNull();
    }
}
