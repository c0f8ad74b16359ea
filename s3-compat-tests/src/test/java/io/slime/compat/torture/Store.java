package io.slime.compat.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store of the cluster under torture.
 *
 * @param server number of its chunk server
 * @param directory its directory
 * @param uuid its UUID, empty before it is formatted
 */
record Store(int server, Path directory, String uuid) {
    /** The same with the UUID that was given to it. */
    Store withUuid() throws IOException {
        return new Store(
                server, directory, Files.readString(directory.resolve("uuid")).strip());
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }
}
