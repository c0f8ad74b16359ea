package io.slime.compat.torture;

import java.util.Optional;

/**
 * The precondition of a write.
 *
 * @param header the header's line, if there is one
 * @param guard what holds when the write takes effect
 * @param refusal what holds when it is refused
 */
record Condition(Optional<Header> header, Guard guard, Optional<Guard> refusal) {
    /**
     * A header of the request.
     *
     * @param name its name
     * @param value its value
     */
    record Header(String name, String value) {}

    static Condition none() {
        return new Condition(Optional.empty(), Guard.any(), Optional.empty());
    }

    static Condition absent() {
        return new Condition(
                Optional.of(new Header("If-None-Match", "*")), Guard.absent(), Optional.of(Guard.present()));
    }

    static Condition matches(Sight sight) {
        return new Condition(
                Optional.of(new Header("If-Match", sight.etag())),
                Guard.content(sight.content()),
                Optional.of(Guard.otherContent(sight.content())));
    }
}
