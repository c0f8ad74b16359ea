package io.slime.gateway.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of IP addresses (RFC 4632).
 *
 * @param address the bits of its first address
 * @param bits how many of them are those of all
 */
record AddressRange(InetAddress address, int bits) {
    private static final int NARROW_V4 = 8;
    private static final int NARROW_V6 = 32;

    /** A range, or one address; empty if it is neither. No name is looked up. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> address = literal(literal);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new AddressRange(address.get(), most));
        }
        String bits = text.substring(slash + 1);
        boolean fits = bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most;
        return fits ? Optional.of(new AddressRange(address.get(), Integer.parseInt(bits))) : Optional.empty();
    }

    /** Whether an address lies in it. */
    boolean has(String text) {
        Optional<InetAddress> other = literal(text);
        if (other.isEmpty()) {
            return false;
        }
        byte[] mine = address.getAddress();
        byte[] theirs = other.get().getAddress();
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

    /** Whether it is small enough to say from where one may ask. */
    boolean isNarrow() {
        return bits >= (address instanceof Inet6Address ? NARROW_V6 : NARROW_V4);
    }

    private static Optional<InetAddress> literal(String text) {
        boolean v4 = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean v6 = text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]{2,45}");
        if (!v4 && !v6) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text)); // a literal, by the pattern above
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
