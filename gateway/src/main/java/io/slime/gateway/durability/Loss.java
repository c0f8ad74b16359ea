package io.slime.gateway.durability;

import java.util.OptionalInt;

/**
 * What it would mean to lose a store, or all stores of a domain.
 *
 * @param name the UUID of the store, or the domain
 * @param concerned what has chunks there
 * @param unreadable what could not be read then, what cannot be read even now left out
 * @param spare the fewest chunks that what has chunks there could still lose then; -1: something is unreadable; empty if there is nothing
 * @param rebuild bytes of chunks that would have to be written anew
 * @param rebuildable whether enough stores would be left to put them on
 */
public record Loss(
        String name, Amount concerned, Amount unreadable, OptionalInt spare, long rebuild, boolean rebuildable) {}
