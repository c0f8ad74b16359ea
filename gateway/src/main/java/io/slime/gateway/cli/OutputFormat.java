package io.slime.gateway.cli;

/** How a command prints data. */
enum OutputFormat {
    /** For people. */
    TABLE,
    /** For people with room: more columns. */
    WIDE,
    /** One JSON document. */
    JSON,
    /** One JSON object a line. */
    JSONL
}
