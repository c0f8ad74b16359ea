package io.slime.gateway.s3.body;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A running digest or checksum; not thread-safe. */
public sealed interface Digest {
    /** Adds bytes {@code [offset, offset + length)} of the array. */
    void update(byte[] data, int offset, int length);

    /** The value over all that was added; call it once. */
    byte[] value();

    /** A digest of the JDK. */
    final class OfMessage implements Digest {
        private final MessageDigest digest;

        OfMessage(String algorithm) {
            try {
                digest = MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void update(byte[] data, int offset, int length) {
            digest.update(data, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    /** A CRC, whose value is big-endian. */
    final class OfChecksum implements Digest {
        private final java.util.zip.Checksum checksum;
        private final int length;

        OfChecksum(java.util.zip.Checksum checksum, int length) {
            this.checksum = checksum;
            this.length = length;
        }

        @Override
        public void update(byte[] data, int offset, int length) {
            checksum.update(data, offset, length);
        }

        @Override
        public byte[] value() {
            return bigEndian(checksum.getValue(), length);
        }
    }

    /** The lowest {@code length} bytes of a number, highest first. */
    static byte[] bigEndian(long bits, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (bits >>> (8 * (length - 1 - i)));
        }
        return bytes;
    }
}
