package io.slime.gateway.access;

import java.util.List;

/**
 * A policy: statements of which any may deny, and else any may allow (IAM User Guide, "Policy evaluation logic").
 *
 * <p>{@link PolicyReader} makes it of its text.
 */
public final class Policy {
    private final List<Statement> statements;

    Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** What stands in for a policy that was kept and cannot be read: it denies everything to everybody. */
    public static Policy unreadable() {
        return new Policy(List.of(new Statement(
                false,
                Principals.THE_CALLER,
                new Names(List.of("*"), false),
                new Resources(List.of(Template.plain("*")), false),
                List.of())));
    }

    /** What it says. */
    public Verdict decide(Question question) {
        Verdict verdict = Verdict.NOTHING;
        for (Statement statement : statements) {
            if ((verdict == Verdict.NOTHING || !statement.allows()) && statement.isAbout(question)) {
                if (!statement.allows()) {
                    return Verdict.DENY;
                }
                verdict = Verdict.ALLOW;
            }
        }
        return verdict;
    }

    /** Whether it allows something to the public (S3 User Guide, "The meaning of public"). */
    public boolean isPublic() {
        return statements.stream().anyMatch(Statement::isPublic);
    }
}
