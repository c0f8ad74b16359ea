package io.slime.chunkd.wire;

import io.slime.chunkd.chunk.ChunkId;
import java.util.Optional;
import java.util.UUID;

/** The paths of the chunk protocol. */
public sealed interface Route {
    /** The path, as it stands on the request line. */
    String path();

    /** The UUIDs of the stores, one a line. */
    record Uuids() implements Route {
        @Override
        public String path() {
            return "/uuids";
        }
    }

    /** How all stores are. */
    record Stores() implements Route {
        @Override
        public String path() {
            return "/stores";
        }
    }

    /** How one store is. */
    record Store(UUID store) implements Route {
        @Override
        public String path() {
            return "/" + store;
        }
    }

    /** The cluster that a store is bound to. */
    record Cluster(UUID store) implements Route {
        @Override
        public String path() {
            return "/" + store + "/cluster";
        }
    }

    /** Takes many deletions. */
    record Delete(UUID store) implements Route {
        @Override
        public String path() {
            return "/" + store + "/delete";
        }
    }

    /** Takes orders for the scrub of a store. */
    record Scrub(UUID store) implements Route {
        @Override
        public String path() {
            return "/" + store + "/scrub";
        }
    }

    /** The listing of a store. */
    record Chunks(UUID store) implements Route {
        @Override
        public String path() {
            return "/" + store + "/chunks";
        }
    }

    /** A chunk. */
    record Chunk(UUID store, ChunkId chunk) implements Route {
        @Override
        public String path() {
            return "/" + store + "/chunks/" + chunk;
        }
    }

    /** What a chunk tells about itself. */
    record Description(UUID store, ChunkId chunk) implements Route {
        @Override
        public String path() {
            return "/" + store + "/chunks/" + chunk + "/description";
        }
    }

    /**
     * The route of a path, if there is one.
     *
     * @throws IllegalArgumentException if only the chunk id in it is wrong
     */
    static Optional<Route> parse(String path) {
        String[] steps = path.split("/", -1);
        if (steps.length < 2 || steps.length > 5 || !steps[0].isEmpty()) {
            return Optional.empty();
        }
        if (steps.length == 2 && steps[1].equals("uuids")) {
            return Optional.of(new Uuids());
        }
        if (steps.length == 2 && steps[1].equals("stores")) {
            return Optional.of(new Stores());
        }
        return uuid(steps[1]).flatMap(store -> ofStore(store, steps));
    }

    private static Optional<Route> ofStore(UUID store, String[] steps) {
        if (steps.length == 2) {
            return Optional.of(new Store(store));
        }
        if (steps.length == 3) {
            return switch (steps[2]) {
                case "cluster" -> Optional.of(new Cluster(store));
                case "delete" -> Optional.of(new Delete(store));
                case "chunks" -> Optional.of(new Chunks(store));
                case "scrub" -> Optional.of(new Scrub(store));
                default -> Optional.empty();
            };
        }
        if (!steps[2].equals("chunks") || (steps.length == 5 && !steps[4].equals("description"))) {
            return Optional.empty();
        }
        ChunkId chunk = ChunkId.parse(steps[3]);
        return Optional.of(steps.length == 4 ? new Chunk(store, chunk) : new Description(store, chunk));
    }

    /** A UUID in its lower-case text form, and in no other. */
    static Optional<UUID> uuid(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
