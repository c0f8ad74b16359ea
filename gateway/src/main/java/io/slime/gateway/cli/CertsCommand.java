package io.slime.gateway.cli;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.tls.CertificateAuthority;
import io.slime.gateway.tls.TlsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime certs}: certificates by an authority of one's own. */
@Command(
        name = "certs",
        synopsisSubcommandLabel = "COMMAND",
        description = "Make a certificate authority of your own, and certificates for TLS.")
final class CertsCommand {
    private CertsCommand() {}

    static CommandLine tree(Terminal terminal) {
        return new CommandLine(new CertsCommand())
                .addSubcommand(new Init(terminal))
                .addSubcommand(new Issue(terminal));
    }

    /** {@code slime certs init}: makes the authority. */
    @Command(
            name = "init",
            description = "Make a certificate authority: ca.pem, which clients are to trust, and ca-key.pem.")
    static final class Init implements Callable<Integer> {
        private final Terminal terminal;

        @Parameters(paramLabel = "DIR", description = "where it is kept")
        private Path directory = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", description = "what it is called (Slime CA)")
        private String name = "Slime CA";

        Init(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            CertificateAuthority.make(directory, name, terminal.clock());
            terminal.err()
                    .println(directory.resolve("ca.pem") + " is what clients are to trust; keep "
                            + directory.resolve("ca-key.pem") + " to yourself");
            return Exit.OK;
        }
    }

    /** {@code slime certs issue}: makes a certificate for a server. */
    @Command(
            name = "issue",
            description =
                    "Make a certificate and key for a server, or renew them; gateways take them up by themselves.")
    static final class Issue implements Callable<Integer> {
        private static final int MOST_DAYS = 825;

        private final Terminal terminal;

        @Parameters(
                index = "0",
                paramLabel = "DIR",
                description = "where the authority is, and the certificate will be")
        private Path directory = Path.of("");

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "HOST",
                description = "names and addresses of the server")
        private List<String> hosts = List.of();

        @Option(names = "--days", paramLabel = "N", description = "how long it holds, 1…825 (365)")
        private int days = 365;

        Issue(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            if (days < 1 || days > MOST_DAYS) {
                throw new CommandFailure(Exit.USAGE, "--days is from 1 to " + MOST_DAYS);
            }
            String name = hosts.getFirst().replaceAll("[^A-Za-z0-9.-]", "_");
            Path certificate = directory.resolve(name + ".pem");
            Path key = directory.resolve(name + "-key.pem");
            try {
                CertificateAuthority.read(directory, terminal.clock())
                        .issue(certificate, key, hosts, Duration.ofDays(days));
            } catch (TlsException e) {
                throw new CommandFailure(Exit.FAILED, String.valueOf(e.getMessage()), "slime certs init " + directory);
            }
            terminal.out().println("certificate-file = \"" + certificate.toAbsolutePath() + "\"");
            terminal.out().println("key-file = \"" + key.toAbsolutePath() + "\"");
            return Exit.OK;
        }
    }
}
