package io.slime.compat.torture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the history of a key can be put into an order that respects real time and makes every answer right. The search is Wing
 * and Gong's, with Lowe's memory of configurations that led nowhere ("Testing for linearizability", 2016). A call of unknown
 * outcome may stand anywhere behind its beginning, or be left out.
 */
final class Linearizability {
    /** What the search found. */
    enum Verdict {
        LINEARIZABLE,
        VIOLATED,
        UNDECIDED
    }

    private record Seen(BitSet done, long state) {}

    private record Undo(Entry call, long state) {}

    /** The beginning or the end of a step, in a list by time. */
    private static final class Entry {
        final Step step;
        final int number;
        final boolean begins;

        @Nullable
        Entry end;

        @Nullable
        Entry before;

        @Nullable
        Entry after;

        Entry(Step step, int number, boolean begins) {
            this.step = step;
            this.number = number;
            this.begins = begins;
        }

        long time() {
            return begins ? step.invoked() : step.answered();
        }

        void out() {
            if (before != null) {
                before.after = after;
            }
            if (after != null) {
                after.before = before;
            }
        }

        void in() {
            if (before != null) {
                before.after = this;
            }
            if (after != null) {
                after.before = this;
            }
        }
    }

    private final LongUnaryOperator contentOf;
    private final int limit;
    private final Entry head;
    private final List<Step> steps;
    private final BitSet done = new BitSet();
    private final Set<Seen> seen = new HashSet<>();
    private final Deque<Undo> undo = new ArrayDeque<>();
    private long state = Guard.ABSENT_STATE;
    private int open;

    private Linearizability(List<Step> history, LongUnaryOperator contentOf, int limit) {
        this.contentOf = contentOf;
        this.limit = limit;
        this.steps =
                history.stream().sorted(Comparator.comparingLong(Step::invoked)).toList();
        this.head = new Entry(new Step(0, 0, Guard.any(), Step.NOTHING, "head"), -1, true);
        link();
    }

    /**
     * Judges a history that begins without an object.
     *
     * @param contentOf the content of each write
     * @param limit how many configurations are remembered before the search gives up
     */
    static Verdict check(List<Step> history, LongUnaryOperator contentOf, int limit) {
        // Most unknown writes that nobody ever saw did not happen: if the rest has an order, so has the whole.
        Set<Long> observed = new HashSet<>();
        history.stream()
                .filter(step -> !step.unknown())
                .flatMapToLong(step -> LongStream.of(step.guard().value()))
                .forEach(observed::add);
        List<Step> certain = history.stream().filter(step -> !step.unknown()).toList();
        List<Step> likely = history.stream()
                .filter(step -> !step.unknown()
                        || step.makes() == Guard.ABSENT_STATE
                        || observed.contains(step.makes())
                        || observed.contains(contentOf.applyAsLong(step.makes())))
                .toList();
        Verdict verdict = Verdict.VIOLATED;
        for (List<Step> attempt : List.of(certain, likely, history)) {
            verdict = new Linearizability(attempt, contentOf, limit).search();
            if (verdict == Verdict.LINEARIZABLE) {
                return verdict;
            }
        }
        return verdict;
    }

    private void link() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Entry call = new Entry(steps.get(i), i, true);
            entries.add(call);
            if (!call.step.unknown()) {
                call.end = new Entry(call.step, i, false);
                entries.add(call.end);
                open++;
            }
        }
        entries.sort(Comparator.comparingLong(Entry::time).thenComparing(entry -> !entry.begins));
        Entry last = head;
        for (Entry entry : entries) {
            last.after = entry;
            entry.before = last;
            last = entry;
        }
    }

    private Verdict search() {
        Entry entry = head.after;
        while (open > 0) {
            if (entry != null && entry.begins) {
                entry = take(entry) ? head.after : entry.after;
                if (seen.size() > limit) {
                    return Verdict.UNDECIDED;
                }
            } else {
                Entry back = back();
                if (back == null) {
                    return Verdict.VIOLATED;
                }
                entry = back.after;
            }
        }
        return Verdict.LINEARIZABLE;
    }

    /** Puts a step next in the order, if that makes sense and was not tried before. */
    private boolean take(Entry entry) {
        Step step = entry.step;
        if (!step.guard().holds(state, contentOf) || (step.unknown() && (step.reads() || hasTwin(entry)))) {
            return false;
        }
        long next = step.reads() ? state : step.makes();
        done.set(entry.number);
        if (!seen.add(new Seen((BitSet) done.clone(), next))) {
            done.clear(entry.number);
            return false;
        }
        undo.push(new Undo(entry, state));
        state = next;
        entry.out();
        if (entry.end != null) {
            entry.end.out();
            open--;
        }
        return true;
    }

    /** Whether an alike unknown step that began before is still to be placed: then that one does as well. */
    private boolean hasTwin(Entry entry) {
        for (int i = 0; i < entry.number; i++) {
            if (!done.get(i) && steps.get(i).unknown() && steps.get(i).alike(entry.step)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the last choice back; a read that fitted was none, since to place it at once costs nothing. */
    private @Nullable Entry back() {
        while (!undo.isEmpty()) {
            Undo last = undo.pop();
            Entry call = last.call();
            if (call.end != null) {
                call.end.in();
                open++;
            }
            call.in();
            done.clear(call.number);
            state = last.state();
            if (!call.step.reads()) {
                return call;
            }
        }
        return null;
    }
}
