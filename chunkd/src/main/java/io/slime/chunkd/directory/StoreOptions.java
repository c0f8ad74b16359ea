package io.slime.chunkd.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a store works.
 *
 * @param smallLimit longest chunk that is packed into a segment, in bytes; longer ones get a file of their own
 * @param segmentSize bytes of a segment file, a multiple of 4096, at most 512 MiB
 * @param reserve bytes kept free on the drive; empty means the smaller of 5 % and 10 GiB
 * @param diskThreads most disk operations at a time
 * @param waiting most calls that wait for a disk operation; more are answered "busy"
 * @param patience how long a call waits for the disk
 * @param watch how often the store looks whether its directory is still there
 * @param compact how often the store looks for a segment to rewrite; zero means never by itself
 * @param scrub how the store verifies its chunks by itself; empty means never
 */
public record StoreOptions(
        int smallLimit,
        int segmentSize,
        OptionalLong reserve,
        int diskThreads,
        int waiting,
        Duration patience,
        Duration watch,
        Duration compact,
        Optional<ScrubPace> scrub) {
    private static final int LARGEST_SMALL = 1 << 20;
    private static final int LARGEST_SEGMENT = 512 << 20;

    public StoreOptions {
        if (smallLimit < 0 || smallLimit > LARGEST_SMALL) {
            throw new IllegalArgumentException("small limit " + smallLimit);
        }
        if (segmentSize % 4096 != 0 || segmentSize < 2L * smallLimit + 65_536 || segmentSize > LARGEST_SEGMENT) {
            throw new IllegalArgumentException("segment size " + segmentSize);
        }
        if (diskThreads < 1 || waiting < 1) {
            throw new IllegalArgumentException(diskThreads + " disk threads, " + waiting + " waiting");
        }
    }

    /** What fits a drive of its own. */
    public static StoreOptions defaults() {
        return new StoreOptions(
                LARGEST_SMALL,
                64 << 20,
                OptionalLong.empty(),
                16,
                512,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Optional.empty());
    }

    /** The same with another reserve, in bytes. */
    public StoreOptions withReserve(long bytes) {
        return new StoreOptions(
                smallLimit, segmentSize, OptionalLong.of(bytes), diskThreads, waiting, patience, watch, compact, scrub);
    }

    /** The same with another limit of small chunks and size of segments, in bytes. */
    public StoreOptions withSegments(int limit, int size) {
        return new StoreOptions(limit, size, reserve, diskThreads, waiting, patience, watch, compact, scrub);
    }

    /** The same with another patience. */
    public StoreOptions withPatience(Duration longest) {
        return new StoreOptions(smallLimit, segmentSize, reserve, diskThreads, waiting, longest, watch, compact, scrub);
    }

    /** The same with other intervals of its own work. */
    public StoreOptions withIntervals(Duration watching, Duration compacting) {
        return new StoreOptions(
                smallLimit, segmentSize, reserve, diskThreads, waiting, patience, watching, compacting, scrub);
    }

    /** The same with another pace of its scrub. */
    public StoreOptions withScrub(ScrubPace pace) {
        return new StoreOptions(
                smallLimit, segmentSize, reserve, diskThreads, waiting, patience, watch, compact, Optional.of(pace));
    }

    /** The reserve on a file system of that capacity, in bytes. */
    long reserveOf(long capacity) {
        return reserve.orElse(Math.min(capacity / 20, 10L << 30));
    }
}
