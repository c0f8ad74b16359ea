package io.slime.gateway.cli.server;

import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.wiring.Gateway;
import io.slime.gateway.wiring.RootKey;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a gateway says when it has started and when it has ended; the greeting's last line starts with {@code Ready} once everything answers. */
final class Greeting {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Greeting() {}

    static void print(PrintStream out, Gateway gateway, ProxyConfig config, Optional<Path> keyFile)
            throws InterruptedException {
        Optional<String> url =
                gateway.s3().map(address -> address.url(config.s3().scheme()));
        Optional<String> nativeUrl =
                gateway.nativeApi().map(address -> address.url(config.proxy().scheme()));
        line(out, "S3", url);
        line(out, "native", nativeUrl.map(base -> base + "/data/"));
        line(
                out,
                "admin",
                gateway.admin().map(address -> address.url(config.admin().scheme())));
        if (keyFile.isPresent()) {
            gateway.loginLink()
                    .ifPresent(link -> out.println("Console: " + link + "  (logs in once, within 5 minutes)"));
        }
        if (gateway.madeRoot().isPresent()) {
            root(out, gateway.madeRoot().get(), keyFile);
        }
        if (url.isPresent() && keyFile.isPresent()) {
            out.println("Try:   set -a; . " + keyFile.get() + "; set +a");
            out.println("       aws --endpoint-url " + url.get() + " s3 mb s3://first");
        }
        boolean ready = gateway.awaitReady(PATIENCE);
        out.println((ready ? "Ready: " : "Waiting for stores: ") + gateway.database() + ", redundancy "
                + gateway.redundancy() + ", cluster " + gateway.cluster());
        if (!ready) {
            out.println("Ready to be told of stores: curl -d '{\"operation\":\"scan\",\"url\":\"http://HOST:17941\"}' "
                    + nativeUrl.orElse("NATIVE") + "/stores");
        }
        out.flush();
    }

    /** The last line of a server that was told to stop and has closed everything. */
    static void bye(PrintStream out) {
        out.println("Stopped.");
        out.flush();
    }

    private static void line(PrintStream out, String what, Optional<String> url) {
        url.ifPresent(text -> out.println((what + ":        ").substring(0, 9) + text));
    }

    private static void root(PrintStream out, RootKey root, Optional<Path> keyFile) {
        out.println("The key of user root, shown this once"
                + keyFile.map(file -> " and kept in " + file).orElse("; keep it well") + ":");
        out.println("  AWS_ACCESS_KEY_ID=" + root.id());
        out.println("  AWS_SECRET_ACCESS_KEY=" + root.secret().value());
    }
}
