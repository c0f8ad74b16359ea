package io.slime.gateway.s3.auth;

/** The signature that a form carries, over its policy. */
public sealed interface FormSignature {
    /** The text that is signed: the policy as the form has it, in Base64. */
    String policy();

    /**
     * Signature Version 4.
     *
     * @param policy what is signed
     * @param algorithm the field {@code x-amz-algorithm}
     * @param credential the field {@code x-amz-credential}
     * @param date the field {@code x-amz-date}
     * @param signature the field {@code x-amz-signature}
     */
    record V4(String policy, String algorithm, String credential, String date, String signature)
            implements FormSignature {
        /** Without the signature. */
        @Override
        public String toString() {
            return "V4[" + credential + "]";
        }
    }

    /**
     * Signature Version 2.
     *
     * @param policy what is signed
     * @param accessKeyId the field {@code AWSAccessKeyId}
     * @param signature the field {@code signature}
     */
    record V2(String policy, String accessKeyId, String signature) implements FormSignature {
        /** Without the signature. */
        @Override
        public String toString() {
            return "V2[" + accessKeyId + "]";
        }
    }
}
