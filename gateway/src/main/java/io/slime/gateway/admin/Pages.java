package io.slime.gateway.admin;

/** What the query of a page may say. */
final class Pages {
    /** The longest page. */
    static final int MOST = 1000;

    private Pages() {}

    /** A number of a query; {@link Rejection} 400 if it is none, or out of bounds. */
    static long number(String text, long least, long most) {
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw Rejection.badRequest("'" + text + "' is no whole number from " + least + " to " + most);
        }
        return Long.parseLong(text);
    }
}
