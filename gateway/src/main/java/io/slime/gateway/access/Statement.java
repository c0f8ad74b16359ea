package io.slime.gateway.access;

import java.util.List;

/**
 * One statement of a policy.
 *
 * @param allows whether it allows what it is about; else it denies it
 * @param principals whom it is about
 * @param actions which actions
 * @param resources on what
 * @param conditions and under which conditions, all of which must hold
 */
record Statement(
        boolean allows, Principals principals, Names actions, Resources resources, List<Condition> conditions) {
    Statement {
        conditions = List.copyOf(conditions);
    }

    boolean isAbout(Question question) {
        return principals.has(question.caller())
                && actions.has(question.action())
                && resources.has(question.resource(), question.context())
                && conditions.stream().allMatch(condition -> condition.holds(question.context(), allows));
    }

    /** Whether it allows something to people who are not named, and whom no condition narrows down to some that are known. */
    boolean isPublic() {
        return allows && principals.open() && conditions.stream().noneMatch(Condition::narrows);
    }
}
