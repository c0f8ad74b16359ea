package io.slime.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text of a policy with variables in it, such as {@code ${aws:username}}, and with wildcards (IAM User Guide, "Policy variables").
 * What a variable stands for is matched as it is: wildcards in it mean themselves.
 */
final class Template {
    /** What stands for wildcards of the policy within a pattern; no text that is matched has them. */
    private static final char ANY = '\uE000';

    private static final char ONE = '\uE001';

    private final String text;
    private final boolean variables;
    private final List<Piece> pieces;

    private Template(String text, boolean variables, List<Piece> pieces) {
        this.text = text;
        this.variables = variables;
        this.pieces = pieces;
    }

    /** A piece of the text: as it stands, or a variable with what stands in for it where it is not known. */
    private record Piece(String text, boolean variable, Optional<String> fallback) {}

    /** A text without variables. */
    static Template plain(String text) {
        return new Template(text, false, List.of(new Piece(text, false, Optional.empty())));
    }

    /**
     * Reads a text.
     *
     * @throws MalformedPolicyException if a variable does not end
     */
    static Template parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int at; (at = text.indexOf("${", from)) >= 0; ) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                throw new MalformedPolicyException("Policy has an invalid variable in " + text);
            }
            pieces.add(new Piece(text.substring(from, at), false, Optional.empty()));
            pieces.add(variable(text.substring(at + 2, end)));
            from = end + 1;
        }
        pieces.add(new Piece(text.substring(from), false, Optional.empty()));
        return new Template(text, pieces.size() > 1, List.copyOf(pieces));
    }

    private static Piece variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Piece("", true, Optional.of(inside));
        }
        int comma = inside.indexOf(',');
        if (comma < 0) {
            return new Piece(inside.strip(), true, Optional.empty());
        }
        String fallback = inside.substring(comma + 1).strip();
        boolean quoted = fallback.length() >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
        if (!quoted) {
            throw new MalformedPolicyException("Policy has an invalid variable in ${" + inside + "}");
        }
        return new Piece(
                inside.substring(0, comma).strip(), true, Optional.of(fallback.substring(1, fallback.length() - 1)));
    }

    /** As the policy has it. */
    String text() {
        return text;
    }

    /** Whether it may be different in each request. */
    boolean hasVariables() {
        return variables;
    }

    /** The text for a request, wildcards as they stand; empty if a variable is not known of it. */
    Optional<String> plain(Context context) {
        StringBuilder all = new StringBuilder();
        for (Piece piece : pieces) {
            Optional<String> value = value(piece, context);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            all.append(value.get());
        }
        return Optional.of(all.toString());
    }

    /** Whether a text is one of those that this stands for. */
    boolean matches(String candidate, Context context) {
        if (!variables) {
            return Wildcard.matches(text, candidate);
        }
        StringBuilder pattern = new StringBuilder();
        for (Piece piece : pieces) {
            Optional<String> value = value(piece, context);
            if (value.isEmpty()) {
                return false;
            }
            pattern.append(piece.variable() ? veiled(value.get()) : value.get());
        }
        return Wildcard.matches(pattern.toString(), veiled(candidate));
    }

    private static String veiled(String value) {
        return value.replace('*', ANY).replace('?', ONE);
    }

    private static Optional<String> value(Piece piece, Context context) {
        if (!piece.variable()) {
            return Optional.of(piece.text());
        }
        if (piece.text().isEmpty()) {
            return piece.fallback();
        }
        List<String> known = context.values(piece.text());
        return known.size() == 1 ? Optional.of(known.getFirst()) : piece.fallback();
    }
}
