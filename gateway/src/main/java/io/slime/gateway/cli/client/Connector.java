package io.slime.gateway.cli.client;

import io.slime.gateway.tls.TlsException;
import io.slime.gateway.tls.TrustedAuthorities;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The way to a server: plain, or by TLS, where the server must prove to be of the host's name.
 *
 * @param url scheme, host and port
 * @param caFile PEM file of the authorities that are believed; empty for those that this machine's Java believes
 */
record Connector(URI url, Optional<Path> caFile) {
    private static final int CONNECT_MILLIS = 5_000;

    /**
     * Connects.
     *
     * @param timeout how long the server may be silent
     * @throws CommandFailure if the file of authorities cannot be read
     */
    Socket connect(Duration timeout) throws IOException {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        Socket plain = new Socket();
        try {
            plain.setSoTimeout((int) timeout.toMillis());
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return tls ? secured(plain, host, port) : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) factory().createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private SSLSocketFactory factory() {
        try {
            return caFile.map(file ->
                            TrustedAuthorities.read(file).clientContext().getSocketFactory())
                    .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        } catch (TlsException e) {
            throw new CommandFailure(Exit.USAGE, "--ca-file: " + e.getMessage());
        }
    }
}
