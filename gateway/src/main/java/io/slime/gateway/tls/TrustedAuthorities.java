package io.slime.gateway.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a PEM file, by whose authority the other side of a connection must prove itself (RFC 5280). */
public final class TrustedAuthorities {
    private final List<X509Certificate> certificates;

    private TrustedAuthorities(List<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * Reads them.
     *
     * @param file PEM; one certificate or more
     * @throws TlsException if it cannot be read or has none
     */
    public static TrustedAuthorities read(Path file) {
        return new TrustedAuthorities(List.copyOf(PemFile.certificates(file)));
    }

    /** A context for a client that proves nothing itself. */
    public SSLContext clientContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("TLS cannot be had: " + e.getMessage(), e);
        }
    }

    TrustManager[] managers() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry("authority" + store.size(), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("these authorities cannot be used for TLS: " + e.getMessage(), e);
        }
    }
}
