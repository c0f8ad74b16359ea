package io.slime.gateway.maintenance;

/** One kind of work that goes on in the background, a bounded piece at a time. Run by one thread at a time. */
public interface Task {
    /** What people call it: lower case, words joined by hyphens. */
    String name();

    /** How often it is run. */
    Pace pace();

    /**
     * Does a piece of work, of some seconds at most. Throwing an exception means that it failed and is to be tried again.
     *
     * @return whether there is more to do now
     */
    boolean run();
}
