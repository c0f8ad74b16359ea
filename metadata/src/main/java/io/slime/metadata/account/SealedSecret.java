package io.slime.metadata.account;

import java.util.Arrays;

/** A secret encrypted under the master key; only its owner's code can open it. */
public final class SealedSecret {
    private final byte[] ciphertext;
    private final byte[] nonce;

    /** Takes copies of both. */
    public SealedSecret(byte[] ciphertext, byte[] nonce) {
        this.ciphertext = ciphertext.clone();
        this.nonce = nonce.clone();
    }

    /** A copy of the encrypted bytes. */
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /** A copy of the nonce. */
    public byte[] nonce() {
        return nonce.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSecret secret
                && Arrays.equals(ciphertext, secret.ciphertext)
                && Arrays.equals(nonce, secret.nonce);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "(sealed)";
    }
}
