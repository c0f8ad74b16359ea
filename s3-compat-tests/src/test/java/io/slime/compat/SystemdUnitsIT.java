package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units in conf are units, as systemd reads them. */
final class SystemdUnitsIT {
    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"slime-chunk-server", "slime-proxy-server"})
    void systemdFindsNothingWrong(String name) throws IOException {
        String unit = Files.readString(Checkout.root().resolve("conf/" + name + ".service"))
                .replace("/opt/slime/slime", Checkout.launcher().toString());
        Path file = Files.writeString(directory.resolve(name + ".service"), unit);

        Command.Result result = Command.ifInstalled("systemd-analyze", "verify", file.toString())
                .run();

        // it speaks of other units of this machine as well
        assertThat((result.out() + result.err()).lines().filter(line -> line.contains(name)))
                .isEmpty();
        assertThat(unit).contains("ExecStart=" + Checkout.launcher());
    }
}
