package io.slime.gateway.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * What a listener proves itself with.
 *
 * @param chain its certificate, then those that vouch for it
 * @param key the private key of the first certificate
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final char[] IN_MEMORY_ONLY = "unused".toCharArray();

    /** Copies the chain. */
    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a PEM chain and a PEM key (PKCS#8, PKCS#1 or EC, not encrypted).
     *
     * @throws TlsException if a file cannot be read or they do not belong together
     */
    public static TlsIdentity read(Path certificateFile, Path keyFile) {
        List<X509Certificate> chain = PemFile.certificates(certificateFile);
        PrivateKey key = PemFile.privateKey(keyFile);
        if (!KeyMatch.belongs(key, chain.getFirst().getPublicKey())) {
            boolean later = chain.stream().skip(1).anyMatch(other -> KeyMatch.belongs(key, other.getPublicKey()));
            throw new TlsException(
                    later
                            ? certificateFile + ": the certificate of the key must come first in the file"
                            : keyFile + " is not the key of the certificate in " + certificateFile);
        }
        return new TlsIdentity(chain, key);
    }

    /** When the first certificate stops being valid. */
    public Instant expires() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** What TLS takes it from. */
    X509ExtendedKeyManager keys() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("listener", key, IN_MEMORY_ONLY, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, IN_MEMORY_ONLY);
            for (KeyManager manager : managers.getKeyManagers()) {
                if (manager instanceof X509ExtendedKeyManager keys) {
                    return keys;
                }
            }
            throw new TlsException("this JDK has no key manager for X.509");
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("this certificate cannot be used for TLS: " + e.getMessage(), e);
        }
    }

    /** A context that serves with it; clients are not asked for certificates. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys()}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("TLS cannot be had: " + e.getMessage(), e);
        }
    }

    /** Whom the first certificate is for, never the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
