package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.disk.SimulatedDisk;
import io.slime.chunkd.testing.ChunkStoreContract;

/** A directory store on a simulated drive: the simulation is as good as a file system. */
final class SimulatedDiskContractTest extends ChunkStoreContract {
    @Override
    protected ChunkStore open() throws Exception {
        return TrackedStore.open(new SimulatedDisk(TrackedStore.formatted()));
    }
}
