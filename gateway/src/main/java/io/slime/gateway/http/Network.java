package io.slime.gateway.http;

import java.net.InetAddress;

/**
 * A network of IP addresses (RFC 4632), or a single address.
 *
 * @param address its first address
 * @param bits how many bits are those of all its addresses
 */
record Network(InetAddress address, int bits) {
    /**
     * Reads {@code 10.0.0.0/8} or an address; no name is looked up.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int most = address.getAddress().length * 8;
        String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
            throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8");
        }
        return new Network(address, Integer.parseInt(bits));
    }

    /** Whether an address lies in it. */
    boolean has(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
