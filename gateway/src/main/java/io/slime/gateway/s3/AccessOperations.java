package io.slime.gateway.s3;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.access.DeleteBucketOwnershipControls;
import io.slime.gateway.s3.access.DeleteBucketPolicy;
import io.slime.gateway.s3.access.DeletePublicAccessBlock;
import io.slime.gateway.s3.access.GetBucketAcl;
import io.slime.gateway.s3.access.GetBucketOwnershipControls;
import io.slime.gateway.s3.access.GetBucketPolicy;
import io.slime.gateway.s3.access.GetBucketPolicyStatus;
import io.slime.gateway.s3.access.GetObjectAcl;
import io.slime.gateway.s3.access.GetPublicAccessBlock;
import io.slime.gateway.s3.access.Principals;
import io.slime.gateway.s3.access.PutBucketAcl;
import io.slime.gateway.s3.access.PutBucketOwnershipControls;
import io.slime.gateway.s3.access.PutBucketPolicy;
import io.slime.gateway.s3.access.PutObjectAcl;
import io.slime.gateway.s3.access.PutPublicAccessBlock;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import java.util.Map;

/** The class of each operation on who may do what. */
final class AccessOperations {
    private AccessOperations() {}

    static void add(Map<Operation, S3Operation> all, S3Doors doors, BucketAccess access) {
        Buckets buckets = doors.buckets();
        AclHeaders acls = new AclHeaders(doors.accounts());
        Owners owners = new Owners(doors.accounts());
        all.put(Operation.PUT_BUCKET_POLICY, new PutBucketPolicy(buckets, access, new Principals(doors.accounts())));
        all.put(Operation.GET_BUCKET_POLICY, new GetBucketPolicy(buckets, access));
        all.put(Operation.DELETE_BUCKET_POLICY, new DeleteBucketPolicy(buckets, access));
        all.put(Operation.GET_BUCKET_POLICY_STATUS, new GetBucketPolicyStatus(access));
        all.put(Operation.GET_PUBLIC_ACCESS_BLOCK, new GetPublicAccessBlock(access));
        all.put(Operation.PUT_PUBLIC_ACCESS_BLOCK, new PutPublicAccessBlock(buckets, access));
        all.put(Operation.DELETE_PUBLIC_ACCESS_BLOCK, new DeletePublicAccessBlock(buckets, access));
        all.put(Operation.GET_BUCKET_OWNERSHIP_CONTROLS, new GetBucketOwnershipControls(access));
        all.put(Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, new PutBucketOwnershipControls(buckets, access));
        all.put(Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS, new DeleteBucketOwnershipControls(buckets, access));
        all.put(Operation.GET_BUCKET_ACL, new GetBucketAcl(access, acls, owners));
        all.put(Operation.PUT_BUCKET_ACL, new PutBucketAcl(buckets, access, acls, owners));
        all.put(Operation.GET_OBJECT_ACL, new GetObjectAcl(access, acls, owners));
        all.put(Operation.PUT_OBJECT_ACL, new PutObjectAcl(doors.objects(), access, acls, owners));
    }
}
