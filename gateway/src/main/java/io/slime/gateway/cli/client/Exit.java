package io.slime.gateway.cli.client;

/** The exit codes of every command. */
public final class Exit {
    /** Done. */
    public static final int OK = 0;
    /** Refused or failed. */
    public static final int FAILED = 1;
    /** The command was not understood. */
    public static final int USAGE = 2;
    /** Degraded, or problems were found. */
    public static final int DEGRADED = 3;
    /** Data is unreadable or lost. */
    public static final int LOST = 4;
    /** The server did not answer. */
    public static final int NO_ANSWER = 5;
    /** Not authorised. */
    public static final int NOT_AUTHORISED = 6;

    private Exit() {}
}
