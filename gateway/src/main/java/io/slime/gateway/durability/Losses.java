package io.slime.gateway.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Adds up what each store, or each domain, would take with it. */
final class Losses {
    private final Set<UUID> there;
    private final Map<String, Sum> sums = new TreeMap<>();

    Losses(Set<UUID> there) {
        this.there = there;
    }

    /** What is counted for one of them. */
    private static final class Sum {
        private Amount concerned = Amount.NONE;
        private Amount unreadable = Amount.NONE;
        private int spare = Integer.MAX_VALUE;
        private long rebuild;
        private int total;
    }

    /** Sees to it that there is an entry, if only with nothing in it. */
    void mention(String name) {
        sums.computeIfAbsent(name, unseen -> new Sum());
    }

    /** Counts a group, of which so many chunks would go with each name. */
    void add(Group group, Map<String, Integer> chunks) {
        int spare = group.spare(there);
        chunks.forEach((name, count) -> {
            Sum sum = sums.computeIfAbsent(name, unseen -> new Sum());
            sum.concerned = sum.concerned.plus(group.amount());
            if (spare >= 0 && spare < count) {
                sum.unreadable = sum.unreadable.plus(group.amount());
            }
            sum.spare = Math.min(sum.spare, Math.max(-1, spare - count));
            sum.rebuild += count * group.chunkBytes();
            sum.total = Math.max(sum.total, group.total());
        });
    }

    /** The losses by name; {@code left} is how many stores would remain without that name. */
    List<Loss> list(Function<String, Integer> left) {
        List<Loss> losses = new ArrayList<>();
        sums.forEach((name, sum) -> losses.add(new Loss(
                name,
                sum.concerned,
                sum.unreadable,
                sum.spare == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(sum.spare),
                sum.rebuild,
                left.apply(name) >= sum.total)));
        return losses;
    }
}
