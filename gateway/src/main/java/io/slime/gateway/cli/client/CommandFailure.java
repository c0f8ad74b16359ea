package io.slime.gateway.cli.client;

import java.util.Optional;

/** Why a command ends without success: what happened and, where known, the one command that helps. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;
    private final transient Optional<String> next;

    /**
     * A failure with advice.
     *
     * @param exit the exit code, of {@link Exit}
     * @param error what happened, with names; lower case, no full stop
     * @param next what to do
     */
    public CommandFailure(int exit, String error, String next) {
        super(error);
        this.exit = exit;
        this.next = Optional.of(next).filter(text -> !text.isEmpty());
    }

    /** A failure that needs no advice. */
    public CommandFailure(int exit, String error) {
        this(exit, error, "");
    }

    /** The exit code. */
    public int exit() {
        return exit;
    }

    /** What happened. */
    public String error() {
        return String.valueOf(getMessage());
    }

    /** What to do, where known. */
    public Optional<String> next() {
        return next;
    }
}
