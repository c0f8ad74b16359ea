package io.slime.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads PEM files (RFC 7468). */
final class PemFile {
    private PemFile() {}

    /** All certificates of a file, in its order; at least one. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object object : objects(file)) {
            if (object instanceof X509CertificateHolder holder) {
                certificates.add(certificate(file, holder));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException(file + " holds no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /** The first private key of a file. */
    static PrivateKey privateKey(Path file) {
        for (Object object : objects(file)) {
            switch (object) {
                case PEMKeyPair pair -> {
                    return converted(file, pair.getPrivateKeyInfo());
                }
                case PrivateKeyInfo key -> {
                    return converted(file, key);
                }
                case PEMEncryptedKeyPair encrypted -> throw encrypted(file);
                case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encrypted(file);
                default -> {
                    // Parameters of a curve, or a certificate: go on to the key.
                }
            }
        }
        throw new TlsException(file + " holds no private key (-----BEGIN PRIVATE KEY-----)");
    }

    private static TlsException encrypted(Path file) {
        return new TlsException(file + " is encrypted: decrypt it with \"openssl pkey -in " + file + "\", mode 0600");
    }

    private static PrivateKey converted(Path file, PrivateKeyInfo key) {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        } catch (PEMException e) {
            throw new TlsException(file + " holds a private key that cannot be used: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(Path file, X509CertificateHolder holder) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
        } catch (CertificateException | IOException e) {
            throw new TlsException(file + " holds a certificate that cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<Object> objects(Path file) {
        List<Object> objects = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
            return objects;
        } catch (NoSuchFileException e) {
            throw new TlsException("there is no file " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new TlsException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
