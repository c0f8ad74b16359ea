package io.slime.gateway.s3;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.bucket.DefaultEncryption;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.s3.auth.Authenticator;
import io.slime.gateway.s3.bucket.CreateBucket;
import io.slime.gateway.s3.bucket.DeleteBucket;
import io.slime.gateway.s3.bucket.DeleteBucketTagging;
import io.slime.gateway.s3.bucket.GetBucketAccelerateConfiguration;
import io.slime.gateway.s3.bucket.GetBucketLocation;
import io.slime.gateway.s3.bucket.GetBucketRequestPayment;
import io.slime.gateway.s3.bucket.GetBucketTagging;
import io.slime.gateway.s3.bucket.GetBucketVersioning;
import io.slime.gateway.s3.bucket.HeadBucket;
import io.slime.gateway.s3.bucket.ListBuckets;
import io.slime.gateway.s3.bucket.PutBucketAccelerateConfiguration;
import io.slime.gateway.s3.bucket.PutBucketRequestPayment;
import io.slime.gateway.s3.bucket.PutBucketTagging;
import io.slime.gateway.s3.bucket.PutBucketVersioning;
import io.slime.gateway.s3.cors.DeleteBucketCors;
import io.slime.gateway.s3.cors.GetBucketCors;
import io.slime.gateway.s3.cors.PreflightBucket;
import io.slime.gateway.s3.cors.PreflightObject;
import io.slime.gateway.s3.cors.PutBucketCors;
import io.slime.gateway.s3.encryption.DeleteBucketEncryption;
import io.slime.gateway.s3.encryption.GetBucketEncryption;
import io.slime.gateway.s3.encryption.PutBucketEncryption;
import io.slime.gateway.s3.lifecycle.DeleteBucketLifecycle;
import io.slime.gateway.s3.lifecycle.GetBucketLifecycleConfiguration;
import io.slime.gateway.s3.lifecycle.PutBucketLifecycleConfiguration;
import io.slime.gateway.s3.listing.ListObjectVersions;
import io.slime.gateway.s3.listing.ListObjects;
import io.slime.gateway.s3.listing.ListObjectsV2;
import io.slime.gateway.s3.listing.ListingDocument;
import io.slime.gateway.s3.lock.GetObjectLegalHold;
import io.slime.gateway.s3.lock.GetObjectLockConfiguration;
import io.slime.gateway.s3.lock.GetObjectRetention;
import io.slime.gateway.s3.lock.PutObjectLegalHold;
import io.slime.gateway.s3.lock.PutObjectLockConfiguration;
import io.slime.gateway.s3.lock.PutObjectRetention;
import io.slime.gateway.s3.multipart.AbortMultipartUpload;
import io.slime.gateway.s3.multipart.CompleteMultipartUpload;
import io.slime.gateway.s3.multipart.CreateMultipartUpload;
import io.slime.gateway.s3.multipart.ListMultipartUploads;
import io.slime.gateway.s3.multipart.ListParts;
import io.slime.gateway.s3.multipart.UploadPart;
import io.slime.gateway.s3.multipart.UploadPartCopy;
import io.slime.gateway.s3.object.CopyObject;
import io.slime.gateway.s3.object.DeleteObject;
import io.slime.gateway.s3.object.DeleteObjectTagging;
import io.slime.gateway.s3.object.DeleteObjects;
import io.slime.gateway.s3.object.ExpirationHeader;
import io.slime.gateway.s3.object.GetObject;
import io.slime.gateway.s3.object.GetObjectAttributes;
import io.slime.gateway.s3.object.GetObjectTagging;
import io.slime.gateway.s3.object.HeadObject;
import io.slime.gateway.s3.object.PostObject;
import io.slime.gateway.s3.object.PutObject;
import io.slime.gateway.s3.object.PutObjectTagging;
import io.slime.gateway.s3.object.RenameObject;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.LongWork;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The class of each operation that is supported. */
final class Operations {
    private Operations() {}

    static Map<Operation, S3Operation> of(
            S3Doors doors, S3Settings settings, Executor threads, BucketAccess access, Authenticator authenticator) {
        Owners owners = new Owners(doors.accounts());
        Map<Operation, S3Operation> all = new EnumMap<>(Operation.class);
        AclHeaders acls = new AclHeaders(doors.accounts());
        all.put(Operation.CREATE_BUCKET, new CreateBucket(doors.buckets(), owners, acls, settings.region()));
        buckets(all, doors, access, owners);
        AccessOperations.add(all, doors, access);
        UnsetConfigurations.add(all, access);
        LongWork work = new LongWork(threads, settings.silence());
        objects(all, doors, access, threads, authenticator, work);
        uploads(all, doors, access, owners, work);
        configurations(all, doors.buckets(), access);
        lifecycle(all, doors, access);
        encryption(all, doors.objects().defaults(), access);
        locks(all, doors, access);
        ListingDocument listing = new ListingDocument(doors.objects(), access, owners);
        all.put(Operation.LIST_OBJECTS, new ListObjects(listing));
        all.put(Operation.LIST_OBJECTS_V2, new ListObjectsV2(listing));
        all.put(Operation.LIST_OBJECT_VERSIONS, new ListObjectVersions(doors.objects(), access, owners));
        checkComplete(all);
        return all;
    }

    private static void checkComplete(Map<Operation, S3Operation> all) {
        for (Operation operation : Operation.values()) {
            if (operation.supported() != all.containsKey(operation)) {
                throw new IllegalStateException(operation.wireName() + " is supported and not here, or the reverse");
            }
        }
    }

    private static void buckets(Map<Operation, S3Operation> all, S3Doors doors, BucketAccess access, Owners owners) {
        all.put(Operation.LIST_BUCKETS, new ListBuckets(doors.buckets(), owners));
        all.put(Operation.HEAD_BUCKET, new HeadBucket(access));
        all.put(Operation.DELETE_BUCKET, new DeleteBucket(doors.buckets(), access));
        all.put(Operation.GET_BUCKET_LOCATION, new GetBucketLocation(access));
        all.put(Operation.GET_BUCKET_VERSIONING, new GetBucketVersioning(access));
        all.put(Operation.GET_BUCKET_TAGGING, new GetBucketTagging(doors.buckets(), access));
        all.put(Operation.PUT_BUCKET_TAGGING, new PutBucketTagging(doors.buckets(), access));
        all.put(Operation.DELETE_BUCKET_TAGGING, new DeleteBucketTagging(doors.buckets(), access));
        all.put(Operation.PUT_BUCKET_VERSIONING, new PutBucketVersioning(doors.buckets(), access));
    }

    private static void lifecycle(Map<Operation, S3Operation> all, S3Doors doors, BucketAccess access) {
        Lifecycles lifecycles = doors.lifecycles();
        all.put(
                Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION,
                new PutBucketLifecycleConfiguration(lifecycles, doors.objects(), access));
        all.put(Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION, new GetBucketLifecycleConfiguration(lifecycles, access));
        all.put(Operation.DELETE_BUCKET_LIFECYCLE, new DeleteBucketLifecycle(lifecycles, access));
    }

    private static void encryption(Map<Operation, S3Operation> all, DefaultEncryption defaults, BucketAccess access) {
        all.put(Operation.GET_BUCKET_ENCRYPTION, new GetBucketEncryption(defaults, access));
        all.put(Operation.PUT_BUCKET_ENCRYPTION, new PutBucketEncryption(defaults, access));
        all.put(Operation.DELETE_BUCKET_ENCRYPTION, new DeleteBucketEncryption(defaults, access));
    }

    private static void configurations(Map<Operation, S3Operation> all, Buckets buckets, BucketAccess access) {
        all.put(Operation.GET_BUCKET_CORS, new GetBucketCors(buckets, access));
        all.put(Operation.PUT_BUCKET_CORS, new PutBucketCors(buckets, access));
        all.put(Operation.DELETE_BUCKET_CORS, new DeleteBucketCors(buckets, access));
        all.put(Operation.PREFLIGHT_BUCKET, new PreflightBucket(buckets));
        all.put(Operation.PREFLIGHT_OBJECT, new PreflightObject(buckets));
        all.put(Operation.GET_BUCKET_REQUEST_PAYMENT, new GetBucketRequestPayment(access));
        all.put(Operation.PUT_BUCKET_REQUEST_PAYMENT, new PutBucketRequestPayment(buckets, access));
        all.put(Operation.GET_BUCKET_ACCELERATE_CONFIGURATION, new GetBucketAccelerateConfiguration(access));
        all.put(Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION, new PutBucketAccelerateConfiguration(access));
    }

    private static void objects(
            Map<Operation, S3Operation> all,
            S3Doors doors,
            BucketAccess access,
            Executor threads,
            Authenticator authenticator,
            LongWork work) {
        AclHeaders acls = new AclHeaders(doors.accounts());
        LockHeaders locks = new LockHeaders(InstantSource.system());
        ExpirationHeader expirations = new ExpirationHeader(doors.lifecycles());
        PutObject put = new PutObject(doors.objects(), access, acls, locks, expirations);
        all.put(Operation.PUT_OBJECT, put);
        all.put(Operation.POST_OBJECT, new PostObject(put, authenticator));
        all.put(Operation.RENAME_OBJECT, new RenameObject(doors.objects(), access));
        all.put(Operation.GET_OBJECT, new GetObject(doors.objects(), access, expirations));
        all.put(Operation.HEAD_OBJECT, new HeadObject(doors.objects(), access, expirations));
        all.put(Operation.DELETE_OBJECT, new DeleteObject(doors.objects(), access));
        all.put(Operation.GET_OBJECT_ATTRIBUTES, new GetObjectAttributes(doors.objects(), access));
        all.put(Operation.GET_OBJECT_TAGGING, new GetObjectTagging(access));
        all.put(Operation.PUT_OBJECT_TAGGING, new PutObjectTagging(doors.objects(), access));
        all.put(Operation.DELETE_OBJECT_TAGGING, new DeleteObjectTagging(doors.objects(), access));
        all.put(Operation.COPY_OBJECT, new CopyObject(doors.objects(), access, acls, locks, expirations, work));
        all.put(Operation.DELETE_OBJECTS, new DeleteObjects(doors.objects(), access, threads));
    }

    private static void locks(Map<Operation, S3Operation> all, S3Doors doors, BucketAccess access) {
        all.put(Operation.GET_OBJECT_LOCK_CONFIGURATION, new GetObjectLockConfiguration(doors.buckets(), access));
        all.put(Operation.PUT_OBJECT_LOCK_CONFIGURATION, new PutObjectLockConfiguration(doors.buckets(), access));
        all.put(Operation.GET_OBJECT_RETENTION, new GetObjectRetention(doors.objects(), access));
        all.put(Operation.PUT_OBJECT_RETENTION, new PutObjectRetention(doors.objects(), access));
        all.put(Operation.GET_OBJECT_LEGAL_HOLD, new GetObjectLegalHold(doors.objects(), access));
        all.put(Operation.PUT_OBJECT_LEGAL_HOLD, new PutObjectLegalHold(doors.objects(), access));
    }

    private static void uploads(
            Map<Operation, S3Operation> all, S3Doors doors, BucketAccess access, Owners owners, LongWork work) {
        AclHeaders acls = new AclHeaders(doors.accounts());
        LockHeaders locks = new LockHeaders(InstantSource.system());
        Uploads uploads = doors.uploads();
        DefaultEncryption defaults = doors.objects().defaults();
        ExpirationHeader expirations = new ExpirationHeader(doors.lifecycles());
        all.put(
                Operation.CREATE_MULTIPART_UPLOAD,
                new CreateMultipartUpload(uploads, defaults, access, acls, locks, expirations));
        all.put(Operation.UPLOAD_PART, new UploadPart(uploads, access));
        all.put(Operation.UPLOAD_PART_COPY, new UploadPartCopy(uploads, doors.objects(), access, work));
        all.put(Operation.COMPLETE_MULTIPART_UPLOAD, new CompleteMultipartUpload(uploads, access, expirations));
        all.put(Operation.ABORT_MULTIPART_UPLOAD, new AbortMultipartUpload(uploads, access));
        all.put(Operation.LIST_PARTS, new ListParts(uploads, access, owners, expirations));
        all.put(Operation.LIST_MULTIPART_UPLOADS, new ListMultipartUploads(uploads, access, owners));
    }
}
