package io.slime.gateway.s3.body;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import java.nio.ByteBuffer;
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

    /** A hash of the XXH family in its canonical form: big-endian, the high half of 128 bits first. */
    final class OfHash implements Digest {
        private final HashStream64 stream;

        OfHash(HashStream64 stream) {
            this.stream = stream;
        }

        @Override
        public void update(byte[] data, int offset, int length) {
            stream.putBytes(data, offset, length);
        }

        @Override
        public byte[] value() {
            if (!(stream instanceof HashStream128 both)) {
                return bigEndian(stream.getAsLong(), Long.BYTES);
            }
            HashValue128 value = both.get();
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits())
                    .array();
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
