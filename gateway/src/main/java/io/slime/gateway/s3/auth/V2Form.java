package io.slime.gateway.s3.auth;

/** Where a request may carry the old Signature Version 2. */
public enum V2Form {
    /** In the query: presigned URLs, which aws-cli 1 and boto3 make so for us-east-1 unless told otherwise. */
    QUERY,
    /** In a form, over its policy, which boto3 makes so unless told otherwise. */
    FORM,
    /** In the Authorization header. */
    HEADER
}
