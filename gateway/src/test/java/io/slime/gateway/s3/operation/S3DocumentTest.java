package io.slime.gateway.s3.operation;

import io.slime.gateway.testing.GeneratedDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/s3.md to the operations as they are. With {@code -Dslime.write-docs=true} it writes the file instead. */
final class S3DocumentTest {
    private static final String HEAD = """
            # What S3 Slime speaks

            This table is made from the router (`io.slime.gateway.s3.operation.Operation`); a test holds it true. It names every
            operation of the S3 API. What is not supported is answered with `501 NotImplemented`, for every verb; so is a query
            parameter, or a header `x-amz-…`, that an operation does not understand, because ignoring it would change what the request
            means. On a write that also goes for `If-Match`, `If-None-Match`, `If-(Un)Modified-Since` and `Content-Range`.

            Understood everywhere: `x-amz-expected-bucket-owner` (the owner's canonical id), `x-amz-request-payer`, and
            what belongs to the signature. `x-amz-checksum-*` stands for the algorithms CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, MD5,
            XXHASH64, XXHASH3 and XXHASH128; an object in parts has a checksum of its whole by the three CRCs, by the others one of its parts.

            Signatures are those of Version 4, in headers and in URLs. URLs of Version 2 are taken too, as some clients still make them
            (`[s3] signature-v2 = "off" | "presigned" | "on"`). `x-amz-te`, `x-amz-user-agent` and `amz-sdk-*` change nothing and are let pass.

            ## Supported

            | operation | request | query parameters | headers |
            |---|---|---|---|
            """;
    private static final String NOT_YET = """

            ## Not supported

            | operation | request |
            |---|---|
            """;
    private static final String TAIL = """

            ## Where Slime differs from Amazon S3, or the reference is silent

            - Each user is an account of their own: `arn:aws:iam::ACCOUNT:root` in a policy means the user whose canonical id or name
              ACCOUNT is, `arn:aws:iam::ACCOUNT:user/NAME` (ACCOUNT may be empty) the user NAME, and a canonical id that user. Whom a
              principal means is decided when the policy is put: a name that is given to another user later grants them nothing, and
              a principal that no user has means nobody.
            - A new bucket has no ownership controls and no public access block unless the client sets them: access control lists count, and
              objects are their writers' (`ObjectWriter`), as in buckets that Amazon made before April 2023. So tools that send `x-amz-acl`
              work as they are; `x-amz-object-ownership: BucketOwnerEnforced` makes a bucket in which lists do not count. Nothing is public
              unless a client says so.
            - The owner of a bucket or object may do everything with it whatever its list says; only a policy takes that away, and an owner can
              always read, replace and delete the bucket's policy. Nobody else can: to whom it allows that, `MethodNotAllowed`.
            - A header `x-amz-*` that has one value must not be repeated (`InvalidRequest`); `x-amz-meta-*`, `x-amz-grant-*` and lists may be.
            - Only who began a multipart upload may add to it and complete it; they may list and abort it unless that is denied.
            - Of tags whose keys differ by case alone, a condition on one means both: what is allowed must hold of both, what is denied of either.
            - What was written natively belongs, for S3, to the owner of the bucket.
            - `x-amz-acl: aws-exec-read` is taken and grants what `private` grants.
            - GetBucketPolicyStatus also looks at the bucket's list, and says `false` where there is no policy.
            - `aws:SourceIp` is the address that the connection comes from, and `aws:SecureTransport` whether it is TLS. Only proxies in
              `[security] trusted-proxies` say otherwise, in `X-Forwarded-For` (the last address that is not a proxy's) and
              `X-Forwarded-Proto`; `Forwarded` is not looked at. `s3:TlsVersion` is that of a connection without such a proxy. Conditions may
              name all keys that the S3 actions have and the global ones; those that nothing here can fill (`aws:SourceVpc`, …) are absent.
            - A write with `If-Match` and an ETag asks for `s3:GetObject` too; `x-amz-acl` and `x-amz-grant-*` ask for `s3:PutObjectAcl` if they
              grant something to others than the owner of the bucket. RenameObject asks for `s3:PutObject`, and for `s3:GetObject` and
              `s3:DeleteObject` on its source.
            - What needs no permission by a name, since S3 has none for it, is for the owner of the bucket alone.
            - Storage classes are `STANDARD` and those that the operator configured. The region is the configured one; a `LocationConstraint` must name it.
            - DeleteBucket ends the uploads that were begun in a bucket, if nothing else is in it.
            - Creating a bucket that one owns already is `409 BucketAlreadyOwnedByYou` in every region.
            - A version that is named and not there is `404 NoSuchVersion`, and deleting it is `204`. An id is `null`, 32 letters, digits, dots,
              dashes or underscores, or a UUID; anything else is `400 InvalidArgument`. MFA delete is not implemented.
            - A copy shares its source's bytes and keeps its ETag, also that of an object uploaded in parts (`…-N`). So it is answered at once,
              and CompleteMultipartUpload is too; a copy that must be written anew, for another encryption or redundancy, is answered
              when it is done, without the white space that S3 sends before.
            - `If-None-Match` on a write takes `*` only. `If-Range` is understood.
            - CompleteMultipartUpload may be sent again: it answers the same as long as its object is the current one.
            - `GET ?partNumber=N` means the part that was uploaded with that number.
            - A form (PostObject) says in its fields what PutObject says in headers: `acl`, `tagging`, `x-amz-meta-*`, `x-amz-checksum-*` …;
              a field `x-amz-…` that PutObject does not understand is `NotImplemented`. All before the file may have 20 KiB. Its policy
              holds at most a week from `x-amz-date` on; Signature Version 2 is taken where presigned URLs of it are.
            - DeleteObjects, PutBucketCors, PutBucketLifecycleConfiguration, PutObjectLockConfiguration, PutObjectRetention, PutObjectLegalHold and
              a PutObject with lock headers must bring `Content-MD5` or an `x-amz-checksum-*`; other documents may.
            - Object lock holds on every route, the native one too: writes there get the bucket's default retention. It can be given to a
              bucket that keeps old versions, and is never taken back. A default retention asks for no checksum; lock headers of
              PutObject do. A copy gets the locks that its request names, or the default. Time is the database's; a lock that cannot be
              understood locks.
            - Lifecycles: expiration by days, date and delete marker, of noncurrent versions, and of uploads. Days end at the next midnight of
              UTC; `[s3] lifecycle-day` shortens a day for trials. A pass through all buckets is made four times a day and at midnight.
              Locked versions stay. `x-amz-expiration` may be five seconds behind the rules.
            - Transitions go to storage classes that are configured (else `InvalidStorageClass`), with no least number of days. A version
              has its new class at once when it is due, and is coded anew as the class says in the background; nothing else of it changes.
              Of several classes that are due the coldest by S3's order counts; expirations come first. Small objects stay as on S3
              (`x-amz-transition-default-minimum-object-size`); a class that S3 does not know has no least size where that varies.
            - Encryption is with the gateways' keys (`x-amz-server-side-encryption: AES256`) or with the client's (SSE-C); what names KMS is
              `NotImplemented`. A bucket encrypts by default only if it was told to, and GetBucketEncryption is 404 before. Keys of
              clients are taken over TLS and, since a laptop has none, from loopback addresses (`[s3] sse-c-over-http` takes them from
              everywhere). The ETag of what a client's key encrypts is random. A copy whose encryption is another is written anew, in
              one piece, with an ETag and a checksum of its own. CompleteMultipartUpload and ListParts need the client's key where the upload
              has a checksum algorithm. To policies, parts say about encryption what their upload said. See [encryption.md](encryption.md).
            - CORS: `OPTIONS` is answered by the bucket's rules, unsigned, whatever its query; every answer to a request with an `Origin`
              then says what the rule says, be it an error. `Access-Control-Allow-Credentials` is never sent.
            - Nobody is billed and nothing accelerated. Where the payer is `Requester`, others than the owner must send
              `x-amz-request-payer: requester`, as on S3. Acceleration may be `Suspended`; `Enabled` is `NotImplemented`.
            - `x-amz-website-redirect-location` is kept and shown; websites are `NotImplemented`.
            - Logging, notification, website, replication, analytics, inventory, metrics and intelligent tiering: no bucket has such a
              configuration, and reads say so as S3 does of a bucket without it, since Terraform, s3cmd and MinIO's clients read them all.
              Whatever would set one is `NotImplemented`.
            - User metadata: values beyond US-ASCII are taken as UTF-8, as ISO-8859-1 or in encoded words of RFC 2047, and given back in
              encoded words of UTF-8; S3 itself reads bytes as ISO-8859-1 only. `x-amz-missing-meta` counts names that no header can have.
            - `x-amz-server-side-encryption-bucket-key-enabled` and `BucketKeyEnabled` are taken and mean nothing, as there is no KMS.
            - GetObjectAttributes tells of each part, also where no checksum was asked for.
            - RenameObject works in every bucket: the object moves at once, by metadata alone; where versions are kept, a delete marker stays
              behind, and locks stay with the old version. `x-amz-rename-source` is `key`, `bucket/key` or `/bucket/key`. Sent again with
              its `x-amz-client-token` it is answered as before while its object is the current one.
            - `x-amz-if-match-size`, `x-amz-if-match-last-modified-time` and `Size`, `LastModifiedTime` in a DeleteObjects document work in
              every bucket. Conditions on a version that is named are about that version.
            - A DeleteObjects document may have 2 MiB, a CompleteMultipartUpload 4 MiB, a Tagging document 256 KiB, any
              other 64 KiB.

            ## Quotas

            `slime bucket quota NAME --bytes 10GiB --objects 1000000` and `slime user quota NAME …` say how much may lie in a bucket, and in all
            buckets of a user. All versions but delete markers count, and the parts of uploads in progress; what a write replaces does not. A write that
            would exceed a quota is answered 403 `QuotaExceeded` before its body is taken where its length is known, and else when it would become
            visible: PUT, POST forms, parts and Complete, copies, renames and the native API alike. Deletes, and overwrites that take no more than what
            they replace, always go. A quota is held to by each transaction against all that was committed before it; writes that are committed at the
            same moment by other committers may come on top once.

            ## Rates

            `slime key limit KEY --requests 100 --bytes 50MB` says how fast each gateway serves a key. What comes faster is answered 503 `SlowDown`
            with `Retry-After`, which SDKs wait for by themselves. A second's worth may come at once. Bytes are those of bodies, both ways together,
            counted when they have gone by: one large body goes through at full speed, and what follows waits. POST forms are not held up.
            """;

    private static String document() {
        StringBuilder text = new StringBuilder(HEAD);
        sorted(true)
                .forEach(operation -> text.append("| ")
                        .append(operation.wireName())
                        .append(" | `")
                        .append(operation.request())
                        .append("` | ")
                        .append(list(operation.admitted().parameters().stream()))
                        .append(" | ")
                        .append(list(operation.admitted().headers().stream()))
                        .append(" |\n"));
        text.append(NOT_YET);
        sorted(false)
                .forEach(operation -> text.append("| ")
                        .append(operation.wireName())
                        .append(" | `")
                        .append(operation.request())
                        .append("` |\n"));
        return text.append(TAIL).toString();
    }

    private static Stream<Operation> sorted(boolean supported) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.supported() == supported)
                .sorted(Comparator.comparing(Operation::wireName));
    }

    private static String list(Stream<String> names) {
        return names.sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    @Test
    void saysWhatTheRouterDoes() throws IOException {
        GeneratedDocument.hold("docs/s3.md", document(), S3DocumentTest.class);
    }
}
