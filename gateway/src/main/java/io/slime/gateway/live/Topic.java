package io.slime.gateway.live;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What there is to look at, and so what can have changed. */
public enum Topic {
    /** Which stores there are, and how they are. */
    STORES,
    /** What lacks chunks, and the scrubs. */
    REPAIR,
    /** The background tasks. */
    TASKS,
    /** The buckets, with their settings and quotas. */
    BUCKETS,
    /** How much is stored. */
    DATA,
    /** Users and keys. */
    ACCESS,
    /** What holds for the whole cluster. */
    SETTINGS,
    /** What was changed, by whom. */
    ACTIVITY,
    /** What this gateway served. */
    REQUESTS;

    /** Its name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an event changed, by its subject, such as {@code buckets/photos}; every event is an {@link #ACTIVITY}. */
    static Set<Topic> of(String subject) {
        Set<Topic> topics = EnumSet.of(ACTIVITY);
        switch (subject.split("/", 2)[0]) {
            case "stores" -> topics.addAll(Set.of(STORES, REPAIR));
            case "repair", "scrub", "fsck" -> topics.addAll(Set.of(REPAIR, TASKS));
            case "buckets" -> topics.add(BUCKETS);
            case "users" -> topics.addAll(Set.of(ACCESS, BUCKETS));
            case "keys" -> topics.add(ACCESS);
            case "settings", "redundancy", "doctor" -> topics.addAll(Set.of(SETTINGS, TASKS));
            case "meta" -> topics.addAll(EnumSet.allOf(Topic.class));
            default -> {
                // an activity, and nothing that a page shows
            }
        }
        return topics;
    }
}
