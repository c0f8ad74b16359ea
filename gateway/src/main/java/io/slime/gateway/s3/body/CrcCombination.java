package io.slime.gateway.s3.body;

import io.slime.gateway.object.Crc64Nvme;

/**
 * The CRC of a concatenation from the CRCs of both parts, in O(log length) steps and without the data.
 *
 * <p>Works on the register as a polynomial over GF(2), reflected (bit 0 is the highest power): appending n bytes multiplies
 * by x^(8n) modulo the CRC's polynomial, and the initial and final inversions cancel. Source: Adler, zlib, crc32_combine.
 */
enum CrcCombination {
    CRC32(32, 0xEDB88320L),
    CRC32C(32, 0x82F63B78L),
    CRC64NVME(64, Crc64Nvme.REFLECTED);

    private final int width;
    private final long polynomial;

    CrcCombination(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    /**
     * The CRC of A followed by B.
     *
     * @param lengthOfB the length of B in bytes, not negative
     */
    long combine(long crcOfA, long crcOfB, long lengthOfB) {
        if (lengthOfB < 0) {
            throw new IllegalArgumentException("length " + lengthOfB);
        }
        return multiply(powerOfX8(lengthOfB), crcOfA) ^ crcOfB;
    }

    /** x^(8n) modulo the polynomial, by squaring. */
    private long powerOfX8(long n) {
        long result = 1L << (width - 1);
        long power = 1L << (width - 9);
        for (long rest = n; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, power);
            }
            power = multiply(power, power);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int bit = width - 1; bit >= 0; bit--) {
            if ((a >>> bit & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
        }
        return product;
    }
}
