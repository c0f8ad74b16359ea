package io.slime.gateway.bucket;

/** How strictly a version is retained (S3 User Guide, "Retention modes"). */
public enum LockMode {
    /** Who may bypass it may remove the version, or shorten its retention. */
    GOVERNANCE,
    /** Nobody may, not even root. */
    COMPLIANCE;

    /** The mode that the database keeps under that name; one that this release does not know is as strict as can be. */
    public static LockMode kept(String name) {
        return name.equals(GOVERNANCE.name()) ? GOVERNANCE : COMPLIANCE;
    }
}
