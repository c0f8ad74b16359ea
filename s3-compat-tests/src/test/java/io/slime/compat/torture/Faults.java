package io.slime.compat.torture;

import io.slime.compat.fixture.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does harm, within what a {@link Round} allows, and takes back what can be taken back. */
final class Faults {
    private static final Weather[] BAD = {
        Weather.DOWN, Weather.STALLED, Weather.SLOW, Weather.CUTTING, Weather.CUTTING, Weather.MUTE, Weather.MUTE
    };

    /** Chunk servers refuse whose clock is five minutes away. */
    private static final int LARGEST_SKEW_SECONDS = 120;

    private record Undo(long at, String what, Runnable run) {}

    private final Cluster cluster;
    private final Book book;
    private final Random random;
    private final Damage damage;
    private final Victim database;
    private final Queue<Undo> undos = new PriorityQueue<>(Comparator.comparingLong(Undo::at));
    private final Set<String> busy = new HashSet<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private boolean lost;

    Faults(Cluster cluster, Book book, long seed) {
        this.cluster = cluster;
        this.book = book;
        this.random = new Random(seed);
        this.damage = new Damage(random);
        this.database = cluster.database();
    }

    /** Does harm for some time. Afterwards {@link #end} is to be called. */
    void run(Round round, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        lost = false;
        damage.remember(round.harmed());
        long next = System.nanoTime();
        while (System.nanoTime() < end && book.findings().isEmpty()) {
            takeBack(System.nanoTime());
            supervise();
            if (System.nanoTime() >= next) {
                int before = undos.size();
                any(round);
                next = System.nanoTime() + (undos.size() == before ? millis(50, 600) : millis(200, 2500));
            }
            // The pace of faults, not a wait for something.
            if (never.await(50, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Starts again what ended by itself, as an init system does. Gateways that find no database, and chunk servers no store, may. */
    void supervise() {
        List<Victim> victims = new ArrayList<>(cluster.chunkServers());
        victims.addAll(cluster.gateways());
        for (Victim victim : victims) {
            if (victim.ended() && !busy.contains(victim.name())) {
                String output = victim.output();
                if (output.contains("metadata database")) {
                    book.note(victim.name() + " found no database");
                } else if (output.contains("none of the store directories can be opened")) {
                    book.note(victim.name() + " found no store");
                } else {
                    book.finding(victim.name() + " ended by itself: " + output);
                }
                victim.launchAgain();
            }
        }
    }

    /** Waits until every process does its work. */
    void awaitAll() throws InterruptedException {
        List<Victim> victims = new ArrayList<>(cluster.chunkServers());
        victims.addAll(cluster.gateways());
        for (Victim victim : victims) {
            for (int tries = 0; !ready(victim) && book.findings().isEmpty(); tries++) {
                if (tries == 5) {
                    throw new AssertionError(victim.name() + " does not start: " + victim.output());
                }
                never.await(1, TimeUnit.SECONDS);
                supervise();
            }
        }
        cluster.rescan();
    }

    private static boolean ready(Victim victim) {
        try {
            victim.awaitReady();
            return true;
        } catch (AssertionError e) {
            if (!String.valueOf(e.getMessage()).startsWith("it ended")) {
                throw e;
            }
            return false;
        }
    }

    /** Takes back all that can be. */
    void end() {
        takeBack(Long.MAX_VALUE);
    }

    private void takeBack(long until) {
        for (Undo undo = undos.peek(); undo != null && undo.at() <= until; undo = undos.peek()) {
            undos.remove();
            book.note("end of: " + undo.what());
            undo.run().run();
        }
    }

    private long millis(int from, int to) {
        return TimeUnit.MILLISECONDS.toNanos(from + random.nextInt(to - from));
    }

    private void any(Round round) {
        if (random.nextInt(16) == 0) {
            setClock();
            return;
        }
        int dice = random.nextInt(round.kind() == Round.Kind.GATEWAYS ? 60 : 100);
        Victim gateway =
                cluster.gateways().get(random.nextInt(cluster.gateways().size()));
        if (dice < 20) {
            kill(gateway, 3000);
        } else if (dice < 22) {
            terminate(gateway);
        } else if (dice < 31) {
            stop(gateway, random.nextInt(4) == 0 ? 45_000 : 8000);
        } else if (dice < 36) {
            kill(database, 3000);
        } else if (dice < 38) {
            stop(database, 9000);
        } else if (dice < 42) {
            terminateBackends();
        } else if (dice < 51) {
            weather("database", List.of(cluster.beforeDatabase()));
        } else if (dice < 60) {
            Gateway before =
                    cluster.gateways().get(random.nextInt(cluster.gateways().size()));
            weather("clients of " + before.name(), before.proxies());
        } else {
            atStores(round, dice);
        }
    }

    private void atStores(Round round, int dice) {
        if (round.kind() == Round.Kind.DRIVE) {
            loseDrive(round.harmed().getFirst());
        } else if (round.server().isPresent() && dice < 90) {
            ChunkServer server = cluster.chunkServers().get(round.server().get());
            Store store = round.harmed().get(random.nextInt(round.harmed().size()));
            if (dice < 72) {
                kill(server, 9000);
            } else if (dice < 76) {
                stop(server, 20_000);
            } else if (dice < 79) {
                unplug(server.machine());
            } else if (dice < 83) {
                weather(server.name(), List.of(server.proxy()));
            } else if (dice < 87) {
                takeAway(store);
            } else {
                fill(store);
            }
        } else {
            Store store = round.harmed().get(random.nextInt(round.harmed().size()));
            damage.harm(store, round.onlyBefore()).ifPresent(what -> {
                book.count("fault: damage");
                book.note(what);
            });
        }
    }

    private boolean take(String name) {
        return busy.add(name);
    }

    /** Does something, and takes it back after a while. */
    private void until(String name, String what, long nanos, Runnable back) {
        book.note(what);
        undos.add(new Undo(System.nanoTime() + nanos, what, () -> {
            back.run();
            busy.remove(name);
        }));
    }

    void kill(Victim victim, int longestMillis) {
        if (take(victim.name())) {
            victim.kill();
            book.count("kill " + victim.name());
            until(victim.name(), "kill " + victim.name(), millis(0, longestMillis), victim::launchAgain);
        }
    }

    private void terminate(Victim victim) {
        if (take(victim.name())) {
            victim.terminate();
            book.count("fault: ended in order");
            until(victim.name(), "end in order of " + victim.name(), millis(0, 2000), victim::launchAgain);
        }
    }

    private void stop(Victim victim, int longestMillis) {
        if (take(victim.name())) {
            victim.signal("STOP");
            book.count("fault: stop");
            until(victim.name(), "stop " + victim.name(), millis(300, longestMillis), () -> victim.signal("CONT"));
        }
    }

    /** Sets a clock, for good: the next to set it finds it wrong. Never so far that two of them refuse each other. */
    private void setClock() {
        List<Machine> machines = new ArrayList<>(List.of(cluster.database().machine()));
        cluster.chunkServers().forEach(server -> machines.add(server.machine()));
        cluster.gateways().forEach(gateway -> machines.add(gateway.machine()));
        Machine machine = machines.get(random.nextInt(machines.size()));
        if (machine.hasClock()) {
            int seconds = random.nextInt(2 * LARGEST_SKEW_SECONDS + 1) - LARGEST_SKEW_SECONDS;
            machine.setClock(seconds);
            book.count("fault: clock");
            book.note("the clock of %s is %+d s ahead".formatted(machine, seconds));
        }
    }

    private void unplug(Machine machine) {
        if (machine.hasCable() && take("cable of " + machine)) {
            machine.unplug();
            book.count("fault: cable");
            until("cable of " + machine, "the cable of " + machine + " is out", millis(500, 20_000), machine::plug);
        }
    }

    private void terminateBackends() {
        if (!busy.contains(database.name())) {
            book.count("fault: backends terminated");
            book.note("terminate backends");
            cluster.database()
                    .postgres()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'slime'"
                            + " AND random() < 0.7");
        }
    }

    private void weather(String name, List<FaultProxy> proxies) {
        String busyName = "network of " + name;
        if (take(busyName)) {
            Weather weather = BAD[random.nextInt(BAD.length)];
            proxies.forEach(proxy -> proxy.weather(weather));
            book.count("fault: network " + weather);
            until(
                    busyName,
                    busyName + " is " + weather,
                    millis(500, 9000),
                    () -> proxies.forEach(proxy -> proxy.weather(Weather.CLEAR)));
        }
    }

    private void takeAway(Store store) {
        Path away = store.directory().resolveSibling("away");
        if (take(store.toString())) {
            move(store.directory(), away);
            book.count("fault: store away");
            until(
                    store.toString(),
                    "directory of " + store + " is gone",
                    millis(500, 12_000),
                    () -> move(away, store.directory()));
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the small file system, if the store is on it. */
    private void fill(Store store) {
        Optional<Path> small =
                cluster.small().filter(directory -> store.directory().startsWith(directory));
        if (small.isEmpty() || !take("space of " + store)) {
            return;
        }
        Path filler = small.get().resolve("filler");
        byte[] piece = new byte[1 << 20];
        try (FileChannel out = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                out.write(java.nio.ByteBuffer.wrap(piece));
            }
        } catch (IOException e) {
            // No space is left: as intended.
        }
        book.count("fault: no space");
        until("space of " + store, store + " is full", millis(1000, 12_000), () -> {
            try {
                Files.delete(filler);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Deletes a store's directory for good, once in a round. */
    private void loseDrive(Store store) {
        if (!lost) {
            lost = true;
            Path away = store.directory().resolveSibling("lost-" + cluster.generation());
            move(store.directory(), away);
            Checkout.delete(away);
            book.count("fault: drive lost");
            book.note("the drive of " + store + " is lost");
        }
    }

    /** Whether the round's drive was lost. */
    boolean lost() {
        return lost;
    }

    /** All that may be killed while chunks are being repaired. */
    List<Victim> restless() {
        List<Victim> victims = new ArrayList<>(cluster.gateways());
        victims.add(database);
        return victims;
    }
}
