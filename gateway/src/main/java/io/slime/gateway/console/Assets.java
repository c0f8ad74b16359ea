package io.slime.gateway.console;

import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The console's files, with Preact's modules out of its WebJar; each is read once, and has an ETag. */
final class Assets {
    private static final Pattern NAME =
            Pattern.compile("[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*){0,2}\\.(js|css|svg|html|txt)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8",
            "txt", "text/plain; charset=utf-8");
    private static final Map<String, String> OF_PREACT = Map.of(
            "lib/preact.js", "dist/preact.module.js",
            "lib/hooks.js", "hooks/dist/hooks.module.js",
            "lib/preact-license.txt", "LICENSE");
    private static final String WEBJAR = "/META-INF/resources/webjars/preact/";
    private static final String WEBJAR_VERSION = "/META-INF/maven/org.webjars.npm/preact/pom.properties";

    private final Map<String, Asset> read = new ConcurrentHashMap<>(); // of files that there are, so no more than these

    private record Asset(Answer whole, String etag) {}

    /** The answer with a file, or 304 to who has it already; empty if there is none of that name. */
    Optional<Answer> answer(String name, HttpCall call) {
        return find(name).map(asset -> {
            boolean known = call.headers("If-None-Match").stream().anyMatch(tags -> tags.contains(asset.etag()));
            Answer answer = known ? Answer.empty(304) : asset.whole();
            return Replies.guarded(answer).with("ETag", asset.etag()).with("Cache-Control", "no-cache");
        });
    }

    private Optional<Asset> find(String name) {
        Asset known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Asset> found = NAME.matcher(name).matches() ? load(name) : Optional.empty();
        found.ifPresent(asset -> read.put(name, asset));
        return found;
    }

    private static Optional<Asset> load(String name) {
        String ofPreact = OF_PREACT.get(name);
        Optional<byte[]> bytes = ofPreact == null
                ? resource("/console/" + name)
                : resource(WEBJAR + preactVersion() + "/" + ofPreact)
                        .map(text -> name.endsWith(".js") ? standalone(text) : text);
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return bytes.map(content -> new Asset(Answer.of(200, type, content), etag(content)));
    }

    /** Names the module that it imports by where it is served, and no source map, which is not. */
    private static byte[] standalone(byte[] module) {
        return new String(module, StandardCharsets.UTF_8)
                .replaceAll("from\\s*\"preact\"", "from\"./preact.js\"")
                .replaceAll("//# sourceMappingURL=\\S+", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String preactVersion() {
        Properties properties = new Properties();
        try (InputStream in = Assets.class.getResourceAsStream(WEBJAR_VERSION)) {
            if (in == null) {
                throw new IllegalStateException("the WebJar of Preact is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    private static Optional<byte[]> resource(String path) {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
