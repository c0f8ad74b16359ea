package io.slime.gateway.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of one's own, in a directory: {@code ca.pem}, which clients trust, and {@code ca-key.pem}, which signs. Keys are
 * of P-256, readable by their owner alone (RFC 5280).
 */
public final class CertificateAuthority {
    private static final Duration OWN_LIFE = Duration.ofDays(3650);
    private static final Duration SKEW = Duration.ofHours(1);
    private static final String ADDRESS = "[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*";

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Makes one, and writes it to a directory that has none yet.
     *
     * @param name what it is called
     * @throws IOException if there is one, or it cannot be written
     */
    public static CertificateAuthority make(Path directory, String name, InstantSource clock) throws IOException {
        Files.createDirectories(directory);
        KeyPair pair = pair();
        X500Name own = named(name);
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    own,
                    serial(),
                    Date.from(clock.instant().minus(SKEW)),
                    Date.from(clock.instant().plus(OWN_LIFE)),
                    own,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            X509Certificate certificate = sign(builder, pair.getPrivate());
            write(directory.resolve("ca-key.pem"), pair.getPrivate());
            write(directory.resolve("ca.pem"), certificate);
            return new CertificateAuthority(certificate, pair.getPrivate(), clock);
        } catch (GeneralSecurityException e) {
            throw new TlsException("no certificate can be made: " + e.getMessage(), e);
        }
    }

    /**
     * The one of a directory.
     *
     * @throws TlsException if there is none
     */
    public static CertificateAuthority read(Path directory, InstantSource clock) {
        TlsIdentity identity = TlsIdentity.read(directory.resolve("ca.pem"), directory.resolve("ca-key.pem"));
        return new CertificateAuthority(identity.chain().getFirst(), identity.key(), clock);
    }

    /**
     * Issues a certificate for a server, with a key of its own, and writes both, in place of what was there.
     *
     * @param hosts names and addresses by which clients reach it; at least one
     * @param life how long it holds
     * @throws IOException if it cannot be written
     */
    public void issue(Path certificateFile, Path keyFile, List<String> hosts, Duration life) throws IOException {
        KeyPair pair = pair();
        Instant end = clock.instant().plus(life);
        Date last = end.isBefore(certificate.getNotAfter().toInstant()) ? Date.from(end) : certificate.getNotAfter();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(),
                    Date.from(clock.instant().minus(SKEW)),
                    last,
                    named(hosts.getFirst()),
                    pair.getPublic());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            hosts.stream().map(CertificateAuthority::general).toArray(GeneralName[]::new)));
            X509Certificate issued = sign(builder, key);
            replace(keyFile, pair.getPrivate());
            replace(certificateFile, issued, certificate);
        } catch (GeneralSecurityException e) {
            throw new TlsException("no certificate can be made: " + e.getMessage(), e);
        }
    }

    private static GeneralName general(String host) {
        return new GeneralName(host.matches(ADDRESS) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e.getMessage(), e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new TlsException("this JDK has no P-256", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom());
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static void replace(Path file, Object... objects) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, objects);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A file that is not there yet; that of a key is its owner's alone. */
    private static void write(Path file, Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                pem.writeObject(object instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : object);
            }
        }
        String mode = objects[0] instanceof PrivateKey ? "rw-------" : "rw-r--r--";
        try (var out = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))) {
            out.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
