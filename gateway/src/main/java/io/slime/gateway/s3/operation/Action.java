package io.slime.gateway.s3.operation;

/**
 * What a policy calls an operation.
 *
 * @param name its name, such as {@code s3:GetObject}
 * @param ofVersion its name where the request names a version, such as {@code s3:GetObjectVersion}; often the same
 */
record Action(String name, String ofVersion) {
    /** One that has one name. */
    static Action of(String name) {
        return new Action("s3:" + name, "s3:" + name);
    }

    /** One that has another name where a version is named. */
    static Action of(String name, String ofVersion) {
        return new Action("s3:" + name, "s3:" + ofVersion);
    }

    /** The name in a request that does, or does not, name a version. */
    String named(boolean version) {
        return version ? ofVersion : name;
    }
}
