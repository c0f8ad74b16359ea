package io.slime.gateway.access;

/**
 * What of public access a bucket refuses (S3 User Guide, "Blocking public access").
 *
 * @param blockPublicAcls whether lists that grant something to the public are not taken
 * @param ignorePublicAcls whether what they grant to the public does not count
 * @param blockPublicPolicy whether a policy that is public is not taken
 * @param restrictPublicBuckets whether a policy that is public counts for the owner alone
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** Refuses nothing. */
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    /** As it is kept: four digits, 1 for yes. */
    public String text() {
        return digit(blockPublicAcls)
                + digit(ignorePublicAcls)
                + digit(blockPublicPolicy)
                + digit(restrictPublicBuckets);
    }

    /** Reads {@link #text}. */
    public static PublicAccessBlock read(String text) {
        if (!text.matches("[01]{4}")) {
            throw new IllegalArgumentException("a public access block that is kept is " + text);
        }
        return new PublicAccessBlock(
                text.charAt(0) == '1', text.charAt(1) == '1', text.charAt(2) == '1', text.charAt(3) == '1');
    }

    private static String digit(boolean flag) {
        return flag ? "1" : "0";
    }
}
