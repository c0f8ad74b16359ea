package io.slime.gateway.encryption;

import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/** Encrypts or decrypts, which is the same, bytes that come one after the other. Used by one thread. */
public final class Keystream {
    private final Cipher cipher;

    Keystream(Cipher cipher) {
        this.cipher = cipher;
    }

    /** Takes {@code length} bytes and gives as many into {@code out}, which may be the same array at the same place. */
    public void apply(byte[] in, int from, int length, byte[] out, int to) {
        try {
            int done = cipher.update(in, from, length, out, to);
            if (done != length) {
                throw new IllegalStateException("the cipher kept " + (length - done) + " bytes back");
            }
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
