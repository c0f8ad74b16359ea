package io.slime.chunkd.disk;

import java.util.Arrays;

/** The bytes of a simulated file, as they are or as they are durable. */
final class Image {
    private byte[] bytes;
    private int size;

    Image() {
        this(new byte[0], 0);
    }

    private Image(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    Image copy() {
        return new Image(Arrays.copyOf(bytes, size), size);
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    void read(byte[] into, int position) {
        System.arraycopy(bytes, position, into, 0, into.length);
    }

    void write(int position, byte[] from, int offset, int count) {
        grow(position + count);
        System.arraycopy(from, offset, bytes, position, count);
    }

    void grow(int least) {
        if (least > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(least, 2 * bytes.length));
        }
        size = Math.max(size, least);
    }

    void cut(int most) {
        if (most < size) {
            Arrays.fill(bytes, most, size, (byte) 0);
            size = most;
        }
    }

    void zero(int from, int to) {
        if (from < Math.min(to, size)) {
            Arrays.fill(bytes, from, Math.min(to, size), (byte) 0);
        }
    }

    void flip(int position) {
        bytes[position] ^= 0x10;
    }
}
