package io.slime.gateway.admin;

import io.slime.erasure.Redundancy;
import io.slime.gateway.durability.DurabilityReport;
import java.util.Locale;

/** Says in a sentence or two what may fail. */
final class Safety {
    private Safety() {}

    /** For a cluster that writes by this redundancy, and of whose stores so many take chunks. */
    static String sentence(Redundancy redundancy, int usable, DurabilityReport durability) {
        String kind = redundancy.need() + " of " + redundancy.total() + ". ";
        long lost = durability.lost().extents();
        if (lost > 0) {
            return kind + count(lost, "extent") + " cannot be read any more.";
        }
        long unreadable = durability.unreadable().extents();
        if (unreadable > 0) {
            return kind + count(unreadable, "extent") + " cannot be read at present.";
        }
        if (usable < redundancy.need()) {
            return kind + "Too few stores: nothing can be written.";
        }
        int failures = durability.anyStores().orElse(Math.min(redundancy.total(), usable) - redundancy.need());
        return kind + sentence(failures, "store") + domains(durability);
    }

    private static String domains(DurabilityReport durability) {
        if (durability.domains() < 2 || durability.anyDomains().isEmpty()) {
            return "";
        }
        int failures = durability.anyDomains().getAsInt();
        return failures == 0
                ? " Not every domain can."
                : failures == 1 ? " So can any 1 domain." : " So can any " + failures + " domains.";
    }

    private static String sentence(int failures, String noun) {
        return switch (failures) {
            case 0 -> "No " + noun + " can fail without losing data.";
            case 1 -> "Any 1 " + noun + " can fail without losing data.";
            default -> "Any " + failures + " " + noun + "s can fail without losing data.";
        };
    }

    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
