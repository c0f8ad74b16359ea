package io.slime.gateway.access;

import java.util.Optional;

/**
 * What an access control list must grant for an action (S3 User Guide, "Mapping of ACL permissions and access policy
 * permissions").
 *
 * @param permission the permission; empty if no list grants the action
 * @param ofObject whether the list of the object counts, else that of the bucket
 */
record Reach(Optional<Permission> permission, boolean ofObject) {
    static Reach of(String action) {
        return switch (action) {
            case "s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads" ->
                new Reach(Optional.of(Permission.READ), false);
            case "s3:PutObject", "s3:DeleteObject" -> new Reach(Optional.of(Permission.WRITE), false);
            case "s3:GetBucketAcl" -> new Reach(Optional.of(Permission.READ_ACP), false);
            case "s3:PutBucketAcl" -> new Reach(Optional.of(Permission.WRITE_ACP), false);
            case "s3:GetObject",
                    "s3:GetObjectVersion",
                    "s3:GetObjectAttributes",
                    "s3:GetObjectVersionAttributes",
                    "s3:GetObjectTorrent",
                    "s3:GetObjectVersionTorrent" -> new Reach(Optional.of(Permission.READ), true);
            case "s3:GetObjectAcl", "s3:GetObjectVersionAcl" -> new Reach(Optional.of(Permission.READ_ACP), true);
            case "s3:PutObjectAcl", "s3:PutObjectVersionAcl" -> new Reach(Optional.of(Permission.WRITE_ACP), true);
            case "s3:GetObjectTagging",
                    "s3:GetObjectVersionTagging",
                    "s3:PutObjectTagging",
                    "s3:PutObjectVersionTagging",
                    "s3:DeleteObjectTagging",
                    "s3:DeleteObjectVersionTagging" -> new Reach(Optional.empty(), true);
            default -> new Reach(Optional.empty(), false);
        };
    }
}
