package io.slime.compat.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a machine are felt by what runs on it. */
final class MachineIT {
    @Test
    void processesGoByTheMachinesClock(@TempDir Path clocks) {
        try (Machine machine = Machine.here("wrong", clocks)) {
            assumeTrue(machine.hasClock(), "libfaketime is not installed: apt-get install libfaketime");
            machine.setClock(-100);
            long behind = Instant.now().getEpochSecond() - seconds(machine);
            assertThat(behind).isBetween(98L, 103L);
        }
    }

    private static long seconds(Machine machine) {
        String seconds =
                Command.of("date", "+%s").env(machine.environment()).run().ok().out();
        return Long.parseLong(seconds.strip());
    }

    @Test
    void nobodyReachesAMachineWhoseCableIsOut(@TempDir Path clocks) {
        try (Machine machine = Machine.wired("apart", 9, clocks)) {
            assumeTrue(machine.hasCable(), "only root may make network namespaces, with iproute2");
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> refuses(machine));
            machine.unplug();
            assertThat(refuses(machine)).isFalse();
            machine.plug();
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> refuses(machine));
        }
    }

    /** Whether somebody is there to say that nobody listens. */
    private static boolean refuses(Machine machine) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(machine.address(), FreePorts.take()), 1000);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
