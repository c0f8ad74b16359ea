package io.slime.gateway.doctor;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param what what was looked at
 * @param found what is so, one sentence without a full stop
 * @param next what to do about it, if anything is to be done
 */
public record Finding(Level level, String what, String found, Optional<String> next) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Worth a look. */
        WARN,
        /** Data is at risk, or will be. */
        FAIL
    }

    static Finding ok(String what, String found) {
        return new Finding(Level.OK, what, found, Optional.empty());
    }

    static Finding warn(String what, String found, String next) {
        return new Finding(Level.WARN, what, found, Optional.of(next));
    }

    static Finding fail(String what, String found, String next) {
        return new Finding(Level.FAIL, what, found, Optional.of(next));
    }
}
