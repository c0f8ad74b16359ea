package io.slime.chunkd.disk;

import java.util.HashMap;
import java.util.Map;

/** The state of a simulated drive; a sequence of {@link DiskOp}s leads to it. */
public final class DiskModel {
    private final Names names;
    private final Map<Long, Inode> files;

    /** An empty drive. */
    public DiskModel() {
        this(new Names(), new HashMap<>());
    }

    private DiskModel(Names names, Map<Long, Inode> files) {
        this.names = names;
        this.files = files;
    }

    Names names() {
        return names;
    }

    Inode file(long inode) {
        return files.computeIfAbsent(inode, number -> new Inode());
    }

    /** Bytes that all files take. */
    long used() {
        return names.reachable().stream()
                .filter(files::containsKey)
                .mapToLong(inode -> file(inode).live().size())
                .sum();
    }

    /** Changes the drive. */
    public void apply(DiskOp op) {
        switch (op) {
            case DiskOp.Link link -> names.change(link);
            case DiskOp.Unlink unlink -> names.change(unlink);
            case DiskOp.Rename rename -> names.change(rename);
            case DiskOp.Write write -> file(write.inode()).change(write);
            case DiskOp.Grow grow -> file(grow.inode()).change(grow);
            case DiskOp.Punch punch -> file(punch.inode()).change(punch);
            case DiskOp.Sync sync -> file(sync.inode()).sync();
            case DiskOp.FailedSync sync -> file(sync.inode()).failSync();
            case DiskOp.SyncDirectory sync -> names.sync(sync.directory());
            case DiskOp.Rot rot -> file(rot.inode()).rot((int) rot.position());
            case DiskOp.Note note -> {}
        }
    }

    /** The same drive once more: what a killed process leaves, with everything not synced still to be lost. */
    public DiskModel afterKill() {
        Map<Long, Inode> copies = new HashMap<>();
        names.mentioned().stream()
                .filter(files::containsKey)
                .forEach(inode -> copies.put(inode, file(inode).copy()));
        return new DiskModel(names.copy(), copies);
    }

    /** What a power cut leaves. */
    public DiskModel afterPowerCut(Loss loss) {
        Names left = names.afterPowerCut(loss);
        Map<Long, Inode> copies = new HashMap<>();
        left.reachable().stream()
                .sorted()
                .filter(inode -> !left.isDirectory(inode))
                .forEach(inode -> copies.put(inode, file(inode).afterPowerCut(loss)));
        return new DiskModel(left, copies);
    }
}
