package io.slime.chunkd.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The directories of a simulated drive: names as they are, names that are durable, and the changes in between. */
final class Names {
    /** Inode number of the drive's root directory. */
    static final long ROOT = 0;

    private final Map<Long, SortedMap<String, Long>> live;
    private final Map<Long, SortedMap<String, Long>> settled;
    private final List<Change> changes = new ArrayList<>();

    /** A change, and the directory whose sync makes it durable. */
    private record Change(DiskOp op, long directory, boolean durable) {}

    Names() {
        this(new HashMap<>(Map.of(ROOT, new TreeMap<>())), new HashMap<>(Map.of(ROOT, new TreeMap<>())));
    }

    private Names(Map<Long, SortedMap<String, Long>> live, Map<Long, SortedMap<String, Long>> settled) {
        this.live = live;
        this.settled = settled;
    }

    Names copy() {
        Names copy = new Names(copy(live), copy(settled));
        copy.changes.addAll(changes);
        return copy;
    }

    private static Map<Long, SortedMap<String, Long>> copy(Map<Long, SortedMap<String, Long>> from) {
        Map<Long, SortedMap<String, Long>> copy = new HashMap<>();
        from.forEach((directory, names) -> copy.put(directory, new TreeMap<>(names)));
        return copy;
    }

    /** The names in a directory. */
    SortedMap<String, Long> in(long directory) throws IOException {
        SortedMap<String, Long> names = live.get(directory);
        if (names == null) {
            throw new IOException("not a directory: inode " + directory);
        }
        return names;
    }

    boolean isDirectory(long inode) {
        return live.containsKey(inode);
    }

    void change(DiskOp op) {
        apply(op, live);
        long directory = switch (op) {
            case DiskOp.Link link -> link.directory();
            case DiskOp.Unlink unlink -> unlink.directory();
            case DiskOp.Rename rename -> rename.to();
            default -> throw new IllegalArgumentException(op.toString());
        };
        changes.add(new Change(op, directory, false));
    }

    void sync(long directory) {
        changes.replaceAll(
                change -> change.directory() == directory ? new Change(change.op(), directory, true) : change);
        while (!changes.isEmpty() && changes.getFirst().durable()) {
            apply(changes.removeFirst().op(), settled);
        }
    }

    private static void apply(DiskOp op, Map<Long, SortedMap<String, Long>> to) {
        switch (op) {
            case DiskOp.Link(long directory, String name, long inode, boolean isDirectory) -> {
                if (isDirectory) {
                    to.putIfAbsent(inode, new TreeMap<>());
                }
                names(to, directory).put(name, inode);
            }
            case DiskOp.Unlink(long directory, String name) ->
                names(to, directory).remove(name);
            case DiskOp.Rename(long from, String oldName, long target, String newName) -> {
                Long inode = names(to, from).remove(oldName);
                if (inode != null) {
                    names(to, target).put(newName, inode);
                }
            }
            default -> throw new IllegalArgumentException(op.toString());
        }
    }

    private static SortedMap<String, Long> names(Map<Long, SortedMap<String, Long>> of, long directory) {
        return of.computeIfAbsent(directory, number -> new TreeMap<>());
    }

    /** What a power cut leaves. The name of a renamed file counts, whether or not its first name was kept. */
    Names afterPowerCut(Loss loss) {
        Map<Long, SortedMap<String, Long>> left = copy(settled);
        Map<Long, Map<String, Long>> meant = new HashMap<>();
        for (Change change : changes) {
            boolean kept = change.durable() || loss.keepsName();
            switch (change.op()) {
                case DiskOp.Link link -> {
                    meant.computeIfAbsent(link.directory(), number -> new HashMap<>())
                            .put(link.name(), link.inode());
                    if (kept) {
                        apply(link, left);
                    }
                }
                case DiskOp.Rename rename -> {
                    Long first = meant.getOrDefault(rename.from(), Map.of()).get(rename.oldName());
                    Long inode =
                            first != null ? first : names(left, rename.from()).get(rename.oldName());
                    if (kept && inode != null) {
                        names(left, rename.from()).remove(rename.oldName(), inode);
                        names(left, rename.to()).put(rename.newName(), inode);
                    }
                    if (inode != null) {
                        meant.computeIfAbsent(rename.to(), number -> new HashMap<>())
                                .put(rename.newName(), inode);
                    }
                }
                default -> {
                    if (kept) {
                        apply(change.op(), left);
                    }
                }
            }
        }
        return new Names(left, copy(left));
    }

    /** All inodes that have a name, or may have one after a power cut. */
    Set<Long> mentioned() {
        Set<Long> found = new HashSet<>();
        live.values().forEach(names -> found.addAll(names.values()));
        settled.values().forEach(names -> found.addAll(names.values()));
        for (Change change : changes) {
            if (change.op() instanceof DiskOp.Link link) {
                found.add(link.inode());
            }
        }
        return found;
    }

    /** All inodes that a name leads to. */
    Set<Long> reachable() {
        Set<Long> found = new HashSet<>();
        List<Long> open = new ArrayList<>(List.of(ROOT));
        while (!open.isEmpty()) {
            long inode = open.removeLast();
            if (found.add(inode) && live.containsKey(inode)) {
                open.addAll(live.get(inode).values());
            }
        }
        return found;
    }
}
