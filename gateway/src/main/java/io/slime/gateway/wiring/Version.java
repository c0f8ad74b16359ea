package io.slime.gateway.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as Maven wrote it into the jar. */
public final class Version {
    private static final String DESCRIPTOR = "/META-INF/maven/io.slime/gateway/pom.properties";

    private Version() {}

    /** Such as {@code 0.1.0}; {@code unpackaged} when the classes run from their directory. */
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream(DESCRIPTOR)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unpackaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
