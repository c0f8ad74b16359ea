package io.slime.gateway.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate and key of this process that are read anew when their files change, looked at no more often than every five seconds, by a
 * handshake that comes along. Connections that are there keep what they have. What cannot be read, or does not belong together, as while
 * only one of both files is written yet, changes nothing.
 */
public final class FreshIdentity extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(FreshIdentity.class);
    private static final long LOOKED_AT_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final Path certificate;
    private final Path key;
    private final LongSupplier nanos;
    private final AtomicReference<Known> known;

    private record Known(X509ExtendedKeyManager keys, String stamp, long at) {}

    /**
     * Reads it for the first time.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     * @throws TlsException as {@link TlsIdentity#read}
     */
    public FreshIdentity(Path certificate, Path key, LongSupplier nanos) {
        this.certificate = certificate;
        this.key = key;
        this.nanos = nanos;
        String stamp = stamp();
        this.known = new AtomicReference<>(
                new Known(TlsIdentity.read(certificate, key).keys(), stamp, nanos.getAsLong()));
    }

    /** A context that serves with it; clients are not asked for certificates. */
    public SSLContext context() {
        return context(null);
    }

    /** A context for both sides of a connection: it shows this certificate, and asks the other side for one of these authorities. */
    public SSLContext mutual(TrustedAuthorities authorities) {
        return context(authorities.managers());
    }

    private SSLContext context(TrustManager @Nullable [] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {this}, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("TLS cannot be had: " + e.getMessage(), e);
        }
    }

    private X509ExtendedKeyManager now() {
        Known kept = known.get();
        long now = nanos.getAsLong();
        if (now - kept.at < LOOKED_AT_EVERY || !known.compareAndSet(kept, new Known(kept.keys, kept.stamp, now))) {
            return known.get().keys;
        }
        String stamp = stamp();
        if (!stamp.equals(kept.stamp)) {
            try {
                TlsIdentity fresh = TlsIdentity.read(certificate, key);
                known.set(new Known(fresh.keys(), stamp, now));
                LOG.info("{} was read anew: {}, until {}", certificate, fresh, fresh.expires());
            } catch (TlsException e) {
                LOG.warn("{} has changed and is not used: {}", certificate, e.getMessage());
            }
        }
        return known.get().keys;
    }

    private String stamp() {
        return stamp(certificate) + " " + stamp(key);
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file) + "/"
                    + Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            return "-";
        }
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return now().getServerAliases(keyType, issuers);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return now().chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return now().chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return known.get().keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return known.get().keys.getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return now().getClientAliases(keyType, issuers);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return now().chooseClientAlias(keyType, issuers, socket);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return now().chooseEngineClientAlias(keyType, issuers, engine);
    }
}
