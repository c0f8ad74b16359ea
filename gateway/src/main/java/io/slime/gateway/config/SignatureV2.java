package io.slime.gateway.config;

/** How far the old Signature Version 2 is taken. */
public enum SignatureV2 {
    /** Nowhere. */
    OFF,
    /** In presigned URLs only, which aws-cli 1 and boto3 still make so for us-east-1. */
    PRESIGNED,
    /** In the Authorization header too. */
    ON;

    static SignatureV2 parse(String raw) {
        return switch (raw) {
            case "off", "false" -> OFF;
            case "presigned" -> PRESIGNED;
            case "on", "true" -> ON;
            default -> throw new IllegalArgumentException("'" + raw + "' is neither off, presigned nor on");
        };
    }
}
