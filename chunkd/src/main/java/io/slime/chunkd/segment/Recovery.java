package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.DiskErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what is in the segments when a store opens: sealed ones tell it by their index, the others are scanned. What
 * the scan finds is durable before it is served. Of two records of one chunk the one with the higher stamp lives.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Shelf shelf;
    private final Records records;
    private final boolean leftCleanly;
    private final List<KeptChunk> kept = new ArrayList<>();
    private Optional<Tail> tail = Optional.empty();

    /** The segment to go on with, and where. */
    record Tail(Segment segment, long end) {}

    /** {@code leftCleanly}: all that is on the drive is known to be durable. */
    Recovery(Shelf shelf, Records records, boolean leftCleanly) {
        this.shelf = shelf;
        this.records = records;
        this.leftCleanly = leftCleanly;
    }

    /** Damaged chunks that are kept, and neither deleted nor written again since. */
    List<KeptChunk> kept() {
        return kept;
    }

    Optional<Tail> tail() {
        return tail;
    }

    /** Takes in all segments. */
    void run(Burials burials) throws IOException {
        shelf.disk().syncDirectory(shelf.directory());
        Map<Integer, List<SegmentName>> files = new TreeMap<>();
        for (String text : shelf.disk().names(shelf.directory())) {
            SegmentName.parse(text)
                    .ifPresent(name -> files.computeIfAbsent(name.number(), number -> new ArrayList<>())
                            .add(name));
        }
        Iterator<List<SegmentName>> groups = files.values().iterator();
        while (groups.hasNext()) {
            List<SegmentName> group = groups.next();
            Optional<SegmentName> segment =
                    group.stream().filter(SegmentName::isSegment).findFirst();
            if (segment.isPresent()) {
                take(segment.get(), group, !groups.hasNext());
            } else {
                for (SegmentName orphan : group) {
                    shelf.disk().delete(path(orphan));
                }
            }
        }
        burials.pay(shelf.owed().ids());
        for (Segment segment : shelf.segments()) {
            burials.removeIfDead(segment);
        }
        for (Iterator<KeptChunk> each = kept.iterator(); each.hasNext(); ) {
            KeptChunk chunk = each.next();
            if (records.locate(chunk.id()).isPresent()) {
                burials.settle(chunk);
                each.remove();
            }
        }
    }

    /** Takes in a segment. One that the drive does not give is left out, and is no hindrance to the others. */
    private void take(SegmentName name, List<SegmentName> group, boolean newest) throws IOException {
        try {
            takeIn(name, group, newest);
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            shelf.leaveOut(name);
            LOG.error(
                    "segment {} cannot be read: its chunks are missing until the store is opened when it can", name, e);
        }
    }

    private void takeIn(SegmentName name, List<SegmentName> group, boolean newest) throws IOException {
        MarkSet marks = new MarkSet();
        int generation = 0;
        long size = 0;
        boolean readable = true;
        for (SegmentName file : group) {
            if (!file.isSegment()) {
                Optional<byte[]> all = marksIn(file);
                byte[] bytes = all.isPresent() ? all.get() : readableMarksIn(file);
                readable &= all.isPresent();
                marks.read(bytes, name.uuid());
                size = file.generation() > generation ? bytes.length : size;
                generation = Math.max(generation, file.generation());
            }
        }
        Marks appended = new Marks(shelf, name, generation, size);
        if (!readable) {
            appended.turn();
        }
        try (DiskFile file = shelf.disk().openToWrite(path(name))) {
            if (!SegmentFormat.checkHeader(file, name.uuid())) {
                LOG.error("the header of segment {} is damaged; its records are read all the same", name);
            }
            Segment segment = new Segment(name, path(name), file.size(), appended);
            Optional<List<Entry>> index = SegmentFormat.readIndex(file, name.uuid(), file.size());
            List<Entry> entries;
            if (index.isPresent()) {
                entries = index.get();
                segment.indexed(entries);
            } else {
                entries = scan(segment, file, marks, newest);
            }
            shelf.add(segment);
            admit(segment, entries, marks);
        }
    }

    /**
     * A mark is acted on when it is read, so that it must be durable by then: it is written once more where it is, for the
     * reason given at {@link Scan#makeDurable}.
     */
    private Optional<byte[]> marksIn(SegmentName marks) throws IOException {
        byte[] bytes;
        try {
            bytes = shelf.disk().readAll(path(marks));
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return Optional.empty();
        }
        if (!leftCleanly) {
            try (DiskFile file = shelf.disk().openToWrite(path(marks))) {
                file.write(ByteBuffer.wrap(bytes), 0);
                file.sync();
            }
        }
        return Optional.of(bytes);
    }

    /** What can be read of marks that cannot be read as a whole. */
    private byte[] readableMarksIn(SegmentName marks) throws IOException {
        try (DiskFile file = shelf.disk().openToRead(path(marks))) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            Salvage.read(
                    file,
                    bytes,
                    0,
                    (from, to) -> LOG.error(
                            "bytes {} to {} of {} cannot be read: chunks that were deleted may be back",
                            from,
                            to,
                            marks));
            return bytes.array();
        }
    }

    private List<Entry> scan(Segment segment, DiskFile file, MarkSet marks, boolean newest) throws IOException {
        Scan scan = new Scan(file, segment.name(), marks, leftCleanly);
        if (!leftCleanly) {
            scan.makeDurable();
        }
        List<Mark> findings = scan.findings();
        if (!findings.isEmpty()) {
            segment.marks().append(findings);
            findings.forEach(marks::add);
        }
        if (findings.stream().anyMatch(Mark.Lost.class::isInstance)) {
            LOG.error("segment {} holds damaged chunks, which are kept: {}", segment.name(), findings);
        }
        if (scan.hasTail()) {
            LOG.warn("segment {} takes no more chunks: it ends in something that is none", segment.name());
        }
        scan.dead().forEach(segment::add);
        scan.entries().forEach(segment::add);
        try (OpenSegment open = new OpenSegment(shelf.disk(), segment, scan.end())) {
            if (newest && !scan.hasTail() && open.fits(0)) {
                tail = Optional.of(new Tail(segment, scan.end()));
            } else if (open.fitsIndex()) {
                seal(open);
            } else {
                LOG.warn(
                        "segment {} is cut off: it gets no index, and is read as a whole at each start",
                        segment.name());
                segment.close();
            }
        }
        return Stream.concat(scan.dead().stream(), scan.entries().stream()).toList();
    }

    private static void seal(OpenSegment open) {
        try {
            open.seal();
        } catch (IOException e) {
            open.segment().close();
            LOG.warn("segment {} could not be sealed", open.segment().name(), e);
        }
    }

    private void admit(Segment segment, List<Entry> entries, MarkSet marks) throws IOException {
        if (marks.keeps()) {
            segment.keep();
        }
        for (Mark.Bad bad : marks.unsettled()) {
            kept.add(new KeptChunk(bad.id(), bad.reason(), segment.number(), bad.slot()));
        }
        Map<Integer, Long> footprints = footprints(entries);
        for (Entry entry : entries) {
            long footprint = footprints.getOrDefault(entry.slot(), 0L);
            segment.reach((long) entry.slot() * Place.SECTOR + footprint);
            if (!marks.isGone(entry.slot())) {
                segment.enliven(footprint);
                admit(entry, new Place(segment.number(), entry.slot()));
            }
        }
    }

    /** The bytes that each record takes, by its slot: up to the next one, unless something is between them that is none. */
    private static Map<Integer, Long> footprints(List<Entry> entries) {
        List<Entry> inOrder =
                entries.stream().sorted(Comparator.comparingInt(Entry::slot)).toList();
        Map<Integer, Long> footprints = HashMap.newHashMap(inOrder.size());
        for (int i = 0; i < inOrder.size(); i++) {
            Entry entry = inOrder.get(i);
            long most = OpenSegment.most(entry.length());
            long gap = i + 1 < inOrder.size() ? (long) (inOrder.get(i + 1).slot() - entry.slot()) * Place.SECTOR : most;
            footprints.put(entry.slot(), Math.min(gap, most));
        }
        return footprints;
    }

    private void admit(Entry entry, Place place) throws IOException {
        ChunkId id = entry.id();
        Optional<Place> known = records.locate(id);
        if (known.isEmpty()) {
            shelf.index().put(id, place);
        } else if (known.get().segment() == place.segment() || stamp(id, known.get()) <= entry.stamp()) {
            shelf.index().replace(id, known.get(), place);
            shelf.owed().add(id, known.get());
        } else {
            shelf.owed().add(id, place);
        }
    }

    private long stamp(ChunkId id, Place place) throws IOException {
        try {
            return records.entry(id, place).map(Entry::stamp).orElse(0L);
        } catch (IOException e) {
            if (!DiskErrors.isDamage(e)) {
                throw e;
            }
            return 0; // its index was read a moment ago: a drive that fails now will fail whoever wants it
        }
    }

    private Path path(SegmentName name) {
        return shelf.directory().resolve(name.toString());
    }
}
