package io.slime.compat.torture;

import io.slime.compat.fixture.ExternalPostgres;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The database as something to be killed.
 *
 * @param postgres the server with its processes
 * @param machine what it runs on
 */
record Database(ExternalPostgres postgres, Machine machine) implements Victim {
    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void kill() {
        long pid = postgres.pid();
        postgres.kill();
        Machine.forget(pid);
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public void launchAgain() {
        postgres.again();
    }

    @Override
    public void awaitReady() {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> postgres.number("slime", "SELECT 1") == 1);
    }

    @Override
    public boolean ended() {
        return !postgres.running();
    }

    @Override
    public String output() {
        return "";
    }

    @Override
    public void signal(String signal) {
        postgres.signal(signal);
    }
}
