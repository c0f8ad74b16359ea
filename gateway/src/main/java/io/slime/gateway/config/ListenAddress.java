package io.slime.gateway.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a listener listens, written {@code host:port}; an IPv6 address stands in brackets.
 *
 * @param host a name or address; empty for all interfaces
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {
    /** Checks the port. */
    public ListenAddress {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
        }
    }

    /**
     * Reads {@code host:port}, {@code [address]:port} or {@code :port}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
        if (colon < 0 || !port.matches("[0-9]{1,5}") || (!bracketed && host.matches(".*[:\\[\\]/\\s].*"))) {
            throw new IllegalArgumentException("'" + text + "' is not host:port, such as 127.0.0.1:17943");
        }
        return new ListenAddress(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /**
     * Whether only this machine can reach it: every address that the host stands for is a loopback address. A host that
     * does not resolve is not loopback, so that doubt asks for credentials.
     */
    public boolean isLoopback() {
        if (host.isEmpty()) {
            return false;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** As a socket address; unresolved if the host is unknown. */
    public InetSocketAddress socketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    /** The same host with the port that the system chose. */
    public ListenAddress withPort(int bound) {
        return new ListenAddress(host, bound);
    }

    /** A URL by which this machine reaches it: all interfaces are reached by loopback. */
    public String url(String scheme) {
        boolean any = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        return scheme + "://" + (any ? new ListenAddress("127.0.0.1", port) : this);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
