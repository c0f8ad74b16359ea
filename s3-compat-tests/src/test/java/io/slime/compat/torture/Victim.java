package io.slime.compat.torture;

/** A process that may be killed and stopped. */
interface Victim {
    String name();

    /** Ends it with SIGKILL. */
    void kill();

    /** Ends it in order. */
    void terminate();

    /** Starts it again after its end; does not wait for it, or not for long. */
    void launchAgain();

    /** Waits until it does its work. */
    void awaitReady();

    /** Whether it has ended, by our hand or by itself. */
    boolean ended();

    /** What it printed. */
    String output();

    /** Sends a signal such as STOP or CONT. */
    void signal(String signal);
}
