package io.slime.gateway.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME (polynomial 0xAD93D23594C93659, reflected, all ones in and out), sixteen bytes a step.
 *
 * <p>Source: NVM Express command set specification, "64b CRC"; slicing after Kounavis and Berry, "A systematic approach to
 * building high performance software-based CRC generators".
 */
public final class Crc64Nvme implements Checksum {
    /** The polynomial with its bits reversed. */
    public static final long REFLECTED = 0x9A6C9329AC4BC9B5L;

    private static final int SLICES = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** T[k * 256 + b] is the CRC register after byte b and k zero bytes. */
    private static final long[] T = tables();

    private long register = -1L;

    /** Of no bytes. */
    public Crc64Nvme() {}

    @Override
    public void update(int b) {
        register = register >>> 8 ^ T[(int) (register ^ b) & 0xff];
    }

    @Override
    public void update(byte[] data, int offset, int length) {
        long crc = register;
        int i = offset;
        int end = offset + length;
        long[] t = T;
        for (; end - i >= SLICES; i += SLICES) {
            long a = (long) LONG.get(data, i) ^ crc;
            long b = (long) LONG.get(data, i + 8);
            crc = t[0xf00 + (int) (a & 0xff)]
                    ^ t[0xe00 + (int) (a >>> 8 & 0xff)]
                    ^ t[0xd00 + (int) (a >>> 16 & 0xff)]
                    ^ t[0xc00 + (int) (a >>> 24 & 0xff)]
                    ^ t[0xb00 + (int) (a >>> 32 & 0xff)]
                    ^ t[0xa00 + (int) (a >>> 40 & 0xff)]
                    ^ t[0x900 + (int) (a >>> 48 & 0xff)]
                    ^ t[0x800 + (int) (a >>> 56)]
                    ^ t[0x700 + (int) (b & 0xff)]
                    ^ t[0x600 + (int) (b >>> 8 & 0xff)]
                    ^ t[0x500 + (int) (b >>> 16 & 0xff)]
                    ^ t[0x400 + (int) (b >>> 24 & 0xff)]
                    ^ t[0x300 + (int) (b >>> 32 & 0xff)]
                    ^ t[0x200 + (int) (b >>> 40 & 0xff)]
                    ^ t[0x100 + (int) (b >>> 48 & 0xff)]
                    ^ t[(int) (b >>> 56)];
        }
        for (; i < end; i++) {
            crc = crc >>> 8 ^ t[(int) (crc ^ data[i]) & 0xff];
        }
        register = crc;
    }

    @Override
    public long getValue() {
        return ~register;
    }

    @Override
    public void reset() {
        register = -1L;
    }

    private static long[] tables() {
        long[] t = new long[SLICES * 256];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED;
            }
            t[b] = crc;
        }
        for (int i = 256; i < t.length; i++) {
            long before = t[i - 256];
            t[i] = before >>> 8 ^ t[(int) before & 0xff];
        }
        return t;
    }
}
