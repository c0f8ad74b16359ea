package io.slime.gateway.maintenance;

/** The failures of a task since it last worked several times in a row: one that fails every second time does not work. */
final class FailureCount {
    /** Successes in a row that end the count. */
    static final int SETTLED = 5;

    /** Of the failures, the second is worth a line in the log, and then each of so many. */
    private static final long LOGGED = 30;

    private long failures;
    private int successes;

    /** Counts a failure; how many there are. */
    long failed() {
        successes = 0;
        return ++failures;
    }

    /** Whether the failure that was counted last is worth a line in the log. */
    boolean noteworthy() {
        return failures % LOGGED == 2;
    }

    /** Counts a success; how many failures are over with it: 0 while they are not, or if there were none. */
    long succeeded() {
        if (failures == 0 || ++successes < SETTLED) {
            return 0;
        }
        long over = failures;
        failures = 0;
        successes = 0;
        return over;
    }
}
