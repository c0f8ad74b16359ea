package io.slime.gateway.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of a listener that are believed when they say, in {@code X-Forwarded-For} and
 * {@code X-Forwarded-Proto}, for whom they ask and how that one asked. From anybody else these headers mean nothing. The header
 * {@code Forwarded} (RFC 7239) is not looked at: a proxy that sets the others hands it on as its client sent it.
 */
public final class TrustedProxies {
    /** No proxy. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * The proxies in these networks.
     *
     * @param networks such as {@code 10.0.0.0/8}, or single addresses
     * @throws IllegalArgumentException if one is neither
     */
    public static TrustedProxies of(List<String> networks) {
        return networks.isEmpty()
                ? NONE
                : new TrustedProxies(networks.stream().map(Network::parse).toList());
    }

    /** The headers of a request. */
    @FunctionalInterface
    interface Fields {
        /** All values of one, in order. */
        List<String> all(String name);
    }

    /** Whether a peer is believed. */
    boolean has(InetAddress peer) {
        return networks.stream().anyMatch(network -> network.has(peer));
    }

    /**
     * Who asked: the last address that is not a proxy's, going back from the peer. A list that cannot be read is believed as far
     * as it can.
     */
    InetAddress client(InetAddress peer, Fields fields) {
        if (!has(peer)) {
            return peer;
        }
        InetAddress client = peer;
        List<String> hops = elements(fields.all(FOR));
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = address(hops.get(i));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
            if (!has(client)) {
                return client;
            }
        }
        return client;
    }

    /** What the nearest proxy says of the way by which it was asked; empty if it says nothing, or nobody is to be believed. */
    Optional<Boolean> secure(InetAddress peer, Fields fields) {
        if (!has(peer)) {
            return Optional.empty();
        }
        List<String> said = elements(fields.all(PROTO));
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast().equalsIgnoreCase("https"));
    }

    private static List<String> elements(List<String> values) {
        List<String> elements = new ArrayList<>();
        for (String value : values) {
            for (String element : value.split(",", -1)) {
                if (!element.isBlank()) {
                    elements.add(element.strip());
                }
            }
        }
        return elements;
    }

    /** An address, perhaps with a port, an IPv6 one then in brackets. */
    private static Optional<InetAddress> address(String text) {
        String literal = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            literal = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            literal = text.substring(0, text.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
