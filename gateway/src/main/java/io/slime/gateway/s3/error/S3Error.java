package io.slime.gateway.s3.error;

/**
 * One error of the S3 protocol: its code on the wire, its HTTP status and its default message.
 *
 * <p>Codes are literal: clients compare them, so they are never derived from the names of the constants. Source: S3 API
 * reference, "Error responses", and what the service answers where the page is silent.
 */
public enum S3Error {
    /** {@code AccessDenied}, 403. */
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    /** {@code AccessControlListNotSupported}, 400. */
    ACCESS_CONTROL_LIST_NOT_SUPPORTED("AccessControlListNotSupported", 400, "The bucket does not allow ACLs"),
    /** {@code AccessForbidden}, 403. */
    ACCESS_FORBIDDEN("AccessForbidden", 403, "CORSResponse: This CORS request is not allowed."),
    /** {@code AccountProblem}, 403. */
    ACCOUNT_PROBLEM(
            "AccountProblem",
            403,
            "There is a problem with your account that prevents the operation from completing successfully."),
    /** {@code AmbiguousGrantByEmailAddress}, 400. */
    AMBIGUOUS_GRANT_BY_EMAIL_ADDRESS(
            "AmbiguousGrantByEmailAddress",
            400,
            "The email address you provided is associated with more than one account."),
    /** {@code AuthorizationHeaderMalformed}, 400. */
    AUTHORIZATION_HEADER_MALFORMED(
            "AuthorizationHeaderMalformed", 400, "The authorization header you provided is invalid."),
    /** {@code AuthorizationQueryParametersError}, 400. */
    AUTHORIZATION_QUERY_PARAMETERS_ERROR(
            "AuthorizationQueryParametersError",
            400,
            "The authorization query parameters that you provided are not valid."),
    /** {@code BadDigest}, 400. */
    BAD_DIGEST(
            "BadDigest",
            400,
            "The Content-MD5 or checksum value that you specified did not match what the server received."),
    /** {@code BadRequest}, 400. */
    BAD_REQUEST("BadRequest", 400, "Bad Request"),
    /** {@code BucketAlreadyExists}, 409. */
    BUCKET_ALREADY_EXISTS(
            "BucketAlreadyExists",
            409,
            "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Select a different name and try again."),
    /** {@code BucketAlreadyOwnedByYou}, 409. */
    BUCKET_ALREADY_OWNED_BY_YOU(
            "BucketAlreadyOwnedByYou",
            409,
            "Your previous request to create the named bucket succeeded and you already own it."),
    /** {@code BucketNotEmpty}, 409. */
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket you tried to delete is not empty"),
    /** {@code ConditionalRequestConflict}, 409. */
    CONDITIONAL_REQUEST_CONFLICT(
            "ConditionalRequestConflict",
            409,
            "A conflicting operation occurred during this conditional request. Retry the request."),
    /** {@code CredentialsNotSupported}, 400. */
    CREDENTIALS_NOT_SUPPORTED("CredentialsNotSupported", 400, "This request does not support credentials."),
    /** {@code EntityTooLarge}, 400. */
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size"),
    /** {@code EntityTooSmall}, 400. */
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size"),
    /** {@code ExpiredToken}, 400. */
    EXPIRED_TOKEN("ExpiredToken", 400, "The provided token has expired."),
    /** {@code IllegalLocationConstraintException}, 400. */
    ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION(
            "IllegalLocationConstraintException",
            400,
            "The location constraint is not valid for the region of this endpoint."),
    /** {@code IllegalVersioningConfigurationException}, 400. */
    ILLEGAL_VERSIONING_CONFIGURATION_EXCEPTION(
            "IllegalVersioningConfigurationException",
            400,
            "The versioning configuration specified in the request is not valid."),
    /** {@code IncompleteBody}, 400. */
    INCOMPLETE_BODY(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header."),
    /** {@code IncorrectNumberOfFilesInPostRequest}, 400. */
    INCORRECT_NUMBER_OF_FILES_IN_POST_REQUEST(
            "IncorrectNumberOfFilesInPostRequest", 400, "POST requires exactly one file upload per request."),
    /** {@code InlineDataTooLarge}, 400. */
    INLINE_DATA_TOO_LARGE("InlineDataTooLarge", 400, "The inline data exceeds the maximum allowed size."),
    /** {@code InternalError}, 500. */
    INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
    /** {@code InvalidAccessKeyId}, 403. */
    INVALID_ACCESS_KEY_ID(
            "InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
    /** {@code InvalidArgument}, 400. */
    INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
    /** {@code InvalidBucketAclWithObjectOwnership}, 400. */
    INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP(
            "InvalidBucketAclWithObjectOwnership",
            400,
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"),
    /** {@code InvalidBucketName}, 400. */
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The specified bucket is not valid."),
    /** {@code InvalidBucketState}, 409. */
    INVALID_BUCKET_STATE("InvalidBucketState", 409, "The request is not valid for the current state of the bucket."),
    /** {@code InvalidDigest}, 400. */
    INVALID_DIGEST("InvalidDigest", 400, "The Content-MD5 or checksum value that you specified is not valid."),
    /** {@code InvalidEncryptionAlgorithmError}, 400. */
    INVALID_ENCRYPTION_ALGORITHM_ERROR(
            "InvalidEncryptionAlgorithmError",
            400,
            "The encryption request that you specified is not valid. The valid value is AES256."),
    /** {@code InvalidLocationConstraint}, 400. */
    INVALID_LOCATION_CONSTRAINT("InvalidLocationConstraint", 400, "The specified location-constraint is not valid"),
    /** {@code InvalidObjectState}, 403. */
    INVALID_OBJECT_STATE("InvalidObjectState", 403, "The operation is not valid for the object's storage class"),
    /** {@code InvalidPart}, 400. */
    INVALID_PART(
            "InvalidPart",
            400,
            "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."),
    /** {@code InvalidPartNumber}, 416. */
    INVALID_PART_NUMBER("InvalidPartNumber", 416, "The requested partnumber is not satisfiable"),
    /** {@code InvalidPartOrder}, 400. */
    INVALID_PART_ORDER(
            "InvalidPartOrder",
            400,
            "The list of parts was not in ascending order. Parts must be ordered by part number."),
    /** {@code InvalidPayer}, 403. */
    INVALID_PAYER("InvalidPayer", 403, "All access to this object has been disabled."),
    /** {@code InvalidPolicyDocument}, 400. */
    INVALID_POLICY_DOCUMENT(
            "InvalidPolicyDocument",
            400,
            "The content of the form does not meet the conditions specified in the policy document."),
    /** {@code InvalidRange}, 416. */
    INVALID_RANGE("InvalidRange", 416, "The requested range is not satisfiable"),
    /** {@code InvalidRedirectLocation}, 400. */
    INVALID_REDIRECT_LOCATION(
            "InvalidRedirectLocation",
            400,
            "The website redirect location must have a prefix of 'http://' or 'https://' or '/'."),
    /** {@code InvalidRequest}, 400. */
    INVALID_REQUEST("InvalidRequest", 400, "Invalid Request"),
    /** {@code InvalidRetentionPeriod}, 400. */
    INVALID_RETENTION_PERIOD(
            "InvalidRetentionPeriod", 400, "Default retention period must be a positive integer value"),
    /** {@code InvalidSecurity}, 403. */
    INVALID_SECURITY("InvalidSecurity", 403, "The provided security credentials are not valid."),
    /** {@code InvalidStorageClass}, 400. */
    INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class you specified is not valid"),
    /** {@code InvalidTag}, 400. */
    INVALID_TAG("InvalidTag", 400, "The tag provided was not a valid tag."),
    /** {@code InvalidTargetBucketForLogging}, 400. */
    INVALID_TARGET_BUCKET_FOR_LOGGING(
            "InvalidTargetBucketForLogging",
            400,
            "The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants."),
    /** {@code InvalidToken}, 400. */
    INVALID_TOKEN("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
    /** {@code InvalidURI}, 400. */
    INVALID_URI("InvalidURI", 400, "Couldn't parse the specified URI."),
    /** {@code KeyTooLongError}, 400. */
    KEY_TOO_LONG_ERROR("KeyTooLongError", 400, "Your key is too long"),
    /** {@code MalformedACLError}, 400. */
    MALFORMED_ACL_ERROR(
            "MalformedACLError",
            400,
            "The XML you provided was not well-formed or did not validate against our published schema"),
    /** {@code MalformedPOSTRequest}, 400. */
    MALFORMED_POST_REQUEST(
            "MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data."),
    /** {@code MalformedPolicy}, 400. */
    MALFORMED_POLICY("MalformedPolicy", 400, "The policy is not valid."),
    /** {@code MalformedTrailerError}, 400. */
    MALFORMED_TRAILER_ERROR(
            "MalformedTrailerError",
            400,
            "The request contained trailing data that was not well-formed or did not conform to our published schema."),
    /** {@code MalformedXML}, 400. */
    MALFORMED_XML(
            "MalformedXML",
            400,
            "The XML you provided was not well-formed or did not validate against our published schema"),
    /** {@code MaxMessageLengthExceeded}, 400. */
    MAX_MESSAGE_LENGTH_EXCEEDED("MaxMessageLengthExceeded", 400, "Your request was too big."),
    /** {@code MaxPostPreDataLengthExceededError}, 400. */
    MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR(
            "MaxPostPreDataLengthExceededError",
            400,
            "Your POST request fields preceding the upload file were too large."),
    /** {@code MetadataTooLarge}, 400. */
    METADATA_TOO_LARGE("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size"),
    /** {@code MethodNotAllowed}, 405. */
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "The specified method is not allowed against this resource."),
    /** {@code MissingContentLength}, 411. */
    MISSING_CONTENT_LENGTH("MissingContentLength", 411, "You must provide the Content-Length HTTP header."),
    /** {@code MissingRequestBodyError}, 400. */
    MISSING_REQUEST_BODY_ERROR("MissingRequestBodyError", 400, "Request Body is empty"),
    /** {@code MissingSecurityElement}, 400. */
    MISSING_SECURITY_ELEMENT("MissingSecurityElement", 400, "The request is missing a security element."),
    /** {@code MissingSecurityHeader}, 400. */
    MISSING_SECURITY_HEADER("MissingSecurityHeader", 400, "Your request was missing a required header"),
    /** {@code NoLoggingStatusForKey}, 400. */
    NO_LOGGING_STATUS_FOR_KEY(
            "NoLoggingStatusForKey", 400, "There is no such thing as a logging status subresource for a key."),
    /** {@code NoSuchAccessKey}, 404. */
    NO_SUCH_ACCESS_KEY("NoSuchAccessKey", 404, "The specified access key does not exist."),
    /** {@code NoSuchBucket}, 404. */
    NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist"),
    /** {@code NoSuchBucketPolicy}, 404. */
    NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket policy does not exist"),
    /** {@code NoSuchConfiguration}, 404. */
    NO_SUCH_CONFIGURATION("NoSuchConfiguration", 404, "The specified configuration does not exist."),
    /** {@code NoSuchCORSConfiguration}, 404. */
    NO_SUCH_CORS_CONFIGURATION("NoSuchCORSConfiguration", 404, "The CORS configuration does not exist"),
    /** {@code NoSuchKey}, 404. */
    NO_SUCH_KEY("NoSuchKey", 404, "The specified key does not exist."),
    /** {@code NoSuchLifecycleConfiguration}, 404. */
    NO_SUCH_LIFECYCLE_CONFIGURATION("NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist"),
    /** {@code NoSuchObjectLockConfiguration}, 404. */
    NO_SUCH_OBJECT_LOCK_CONFIGURATION(
            "NoSuchObjectLockConfiguration", 404, "The specified object does not have a ObjectLock configuration"),
    /** {@code NoSuchPublicAccessBlockConfiguration}, 404. */
    NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION(
            "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found"),
    /** {@code NoSuchTagSet}, 404. */
    NO_SUCH_TAG_SET("NoSuchTagSet", 404, "The TagSet does not exist"),
    /** {@code NoSuchUpload}, 404. */
    NO_SUCH_UPLOAD(
            "NoSuchUpload",
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."),
    /** {@code NoSuchVersion}, 404. */
    NO_SUCH_VERSION("NoSuchVersion", 404, "The specified version does not exist."),
    /** {@code NoSuchWebsiteConfiguration}, 404. */
    NO_SUCH_WEBSITE_CONFIGURATION(
            "NoSuchWebsiteConfiguration", 404, "The specified bucket does not have a website configuration"),
    /** {@code NotImplemented}, 501. */
    NOT_IMPLEMENTED(
            "NotImplemented", 501, "A header or query you provided implies functionality that is not implemented."),
    /** {@code NotModified}, 304. */
    NOT_MODIFIED("NotModified", 304, "Not Modified"),
    /** {@code ObjectLockConfigurationNotFoundError}, 404. */
    OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR(
            "ObjectLockConfigurationNotFoundError", 404, "Object Lock configuration does not exist for this bucket"),
    /** {@code OperationAborted}, 409. */
    OPERATION_ABORTED(
            "OperationAborted",
            409,
            "A conflicting conditional operation is currently in progress against this resource. Try again."),
    /** {@code OwnershipControlsNotFoundError}, 404. */
    OWNERSHIP_CONTROLS_NOT_FOUND_ERROR(
            "OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found"),
    /** {@code PermanentRedirect}, 301. */
    PERMANENT_REDIRECT(
            "PermanentRedirect",
            301,
            "The bucket you are attempting to access must be addressed using the specified endpoint."),
    /** {@code PreconditionFailed}, 412. */
    PRECONDITION_FAILED("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold"),
    /** {@code QuotaExceeded}, 403: no code of S3's own, but what others who keep quotas say. */
    QUOTA_EXCEEDED("QuotaExceeded", 403, "The quota of the bucket or of its owner is exhausted."),
    /** {@code ReplicationConfigurationNotFoundError}, 404. */
    REPLICATION_CONFIGURATION_NOT_FOUND_ERROR(
            "ReplicationConfigurationNotFoundError", 404, "The replication configuration was not found"),
    /** {@code RequestHeaderSectionTooLarge}, 400. */
    REQUEST_HEADER_SECTION_TOO_LARGE(
            "RequestHeaderSectionTooLarge", 400, "Your request header section exceeds the maximum allowed size."),
    /** {@code RequestIsNotMultiPartContent}, 412. */
    REQUEST_IS_NOT_MULTI_PART_CONTENT(
            "RequestIsNotMultiPartContent",
            412,
            "A bucket POST request must be of the enclosure-type multipart/form-data."),
    /** {@code RequestTimeTooSkewed}, 403. */
    REQUEST_TIME_TOO_SKEWED(
            "RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large."),
    /** {@code RequestTimeout}, 400. */
    REQUEST_TIMEOUT(
            "RequestTimeout",
            400,
            "Your socket connection to the server was not read from or written to within the timeout period."),
    /** {@code RestoreAlreadyInProgress}, 409. */
    RESTORE_ALREADY_IN_PROGRESS("RestoreAlreadyInProgress", 409, "The object restore is already in progress."),
    /** {@code ServerSideEncryptionConfigurationNotFoundError}, 404. */
    SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR(
            "ServerSideEncryptionConfigurationNotFoundError",
            404,
            "The server side encryption configuration was not found"),
    /** {@code ServiceUnavailable}, 503. */
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "Service is unable to handle request."),
    /** {@code SignatureDoesNotMatch}, 403. */
    SIGNATURE_DOES_NOT_MATCH(
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. Check your key and signing method."),
    /** {@code SlowDown}, 503. */
    SLOW_DOWN("SlowDown", 503, "Please reduce your request rate."),
    /** {@code TemporaryRedirect}, 307. */
    TEMPORARY_REDIRECT(
            "TemporaryRedirect", 307, "You are being redirected to the bucket while the DNS server is being updated."),
    /** {@code TokenRefreshRequired}, 400. */
    TOKEN_REFRESH_REQUIRED("TokenRefreshRequired", 400, "The provided token must be refreshed."),
    /** {@code TooManyBuckets}, 400. */
    TOO_MANY_BUCKETS("TooManyBuckets", 400, "You have attempted to create more buckets than allowed"),
    /** {@code UnexpectedContent}, 400. */
    UNEXPECTED_CONTENT("UnexpectedContent", 400, "This request does not support content."),
    /** {@code UnresolvableGrantByEmailAddress}, 400. */
    UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS(
            "UnresolvableGrantByEmailAddress",
            400,
            "The email address you provided does not match any account on record."),
    /** {@code UnsupportedSignature}, 400. */
    UNSUPPORTED_SIGNATURE("UnsupportedSignature", 400, "The request is signed with an unsupported signature version."),
    /** {@code UserKeyMustBeSpecified}, 400. */
    USER_KEY_MUST_BE_SPECIFIED(
            "UserKeyMustBeSpecified",
            400,
            "The bucket POST request must contain the specified field name. If it is specified, check the order of the fields."),
    /** {@code XAmzContentSHA256Mismatch}, 400. */
    X_AMZ_CONTENT_SHA256_MISMATCH(
            "XAmzContentSHA256Mismatch",
            400,
            "The provided 'x-amz-content-sha256' header does not match what was computed.");

    private final String code;
    private final int status;
    private final String message;

    S3Error(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    /** The text of the {@code Code} element. */
    public String code() {
        return code;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The text of the {@code Message} element where nothing more precise is known. */
    public String message() {
        return message;
    }
}
