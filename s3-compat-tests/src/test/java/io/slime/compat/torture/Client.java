package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** One client that does one thing after the other, by any gateway and either API, until it is told to stop. */
final class Client implements Runnable {
    private static final int LONGEST_PAUSE_MILLIS = 60;

    private final Book book;
    private final Keys keys;
    private final Cluster cluster;
    private final Random random;
    private final Lock turn;
    private final CountDownLatch stop;
    private final boolean sabotage;
    private final S3Calls s3;
    private final MultipartCalls multipart;
    private final NativeCalls plain;
    private final Listings listings;

    /** What all clients share. */
    record Setting(
            Book book,
            Keys keys,
            Cluster cluster,
            Wire wire,
            String bucket,
            Lock turn,
            CountDownLatch stop,
            boolean sabotage) {}

    Client(Setting setting, long seed) {
        this.book = setting.book();
        this.keys = setting.keys();
        this.cluster = setting.cluster();
        this.random = new Random(seed);
        this.turn = setting.turn();
        this.stop = setting.stop();
        this.sabotage = setting.sabotage();
        this.s3 = new S3Calls(book, setting.wire(), setting.bucket());
        this.multipart = new MultipartCalls(book, s3);
        this.plain = new NativeCalls(book, setting.wire(), setting.bucket());
        this.listings = new Listings(book, setting.wire(), setting.bucket());
    }

    @Override
    public void run() {
        try {
            while (!stop.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                turn.lock();
                try {
                    once();
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            book.finding("a client failed: " + trace);
        }
    }

    private Endpoint door() {
        List<Gateway> gateways = cluster.gateways();
        return gateways.get(random.nextInt(gateways.size())).door(random.nextBoolean());
    }

    private void once() {
        Endpoint door = door();
        String key = keys.pick(random);
        int dice = random.nextInt(100);
        if (dice < 20) {
            s3.put(door, key, size(), Condition.none());
            sabotage(door, key);
        } else if (dice < 28) {
            plain.put(door, key, size(), Condition.none());
        } else if (dice < 34) {
            s3.put(door, key, size(), Condition.absent());
        } else if (dice < 37) {
            plain.put(door, key, size(), Condition.absent());
        } else if (dice < 43) {
            s3.sight(key).ifPresent(sight -> s3.put(door, key, size(), Condition.matches(sight)));
        } else if (dice < 46) {
            plain.sight(key).ifPresent(sight -> plain.put(door, key, size(), Condition.matches(sight)));
        } else if (dice < 50) {
            s3.copy(door, keys.pick(random), key);
        } else if (dice < 53) {
            upload(door, key);
        } else if (dice < 59) {
            s3.delete(door, key);
        } else if (dice < 61) {
            plain.delete(door, key, Condition.none());
        } else if (dice < 63) {
            plain.sight(key).ifPresent(sight -> plain.delete(door, key, Condition.matches(sight)));
        } else {
            read(door, key, dice);
        }
    }

    private void read(Endpoint door, String key, int dice) {
        if (dice < 80) {
            s3.get(door, key);
        } else if (dice < 86) {
            Optional<Written> about = s3.sight(key).flatMap(sight -> book.written(sight.content()));
            int size = about.map(Written::size).orElse(Payload.SMALLEST);
            int from = random.nextInt(Math.max(1, size - Payload.SMALLEST));
            int length = Payload.SMALLEST + random.nextInt(Math.max(1, size - from - Payload.SMALLEST + 1));
            s3.range(door, key, from, length);
        } else if (dice < 90) {
            s3.head(door, key);
        } else if (dice < 97) {
            plain.get(door, key);
        } else {
            listings.hot(door, keys.hot());
        }
    }

    private void upload(Endpoint door, String key) {
        int whole = random.nextInt(8) == 0 ? MultipartCalls.PART : 0;
        Condition condition = random.nextInt(3) == 0 ? Condition.absent() : Condition.none();
        multipart.upload(door, key, whole + Payload.SMALLEST + random.nextInt(100_000), condition);
    }

    private int size() {
        int dice = random.nextInt(100);
        int largest = dice < 55 ? 4_000 : dice < 82 ? 60_000 : dice < 97 ? 700_000 : 5_000_000;
        return Payload.SMALLEST + random.nextInt(largest);
    }

    /** Deletes behind everybody's back, to show that it is found. */
    private void sabotage(Endpoint door, String key) {
        if (sabotage && random.nextInt(20) == 0) {
            try {
                s3.send(door, s3.request(door, "DELETE", key));
            } catch (java.io.IOException e) {
                book.count("sabotage failed");
            }
        }
    }
}
