-- Who is logged in to the console. The cookie holds 256 random bits; only their SHA-256 stands here.
CREATE TABLE slime.console_session (
    token_sha256 text PRIMARY KEY,
    access_key   text NOT NULL,
    created      timestamptz NOT NULL,
    seen         timestamptz NOT NULL,
    client       text NOT NULL,
    agent        text NOT NULL
);
CREATE INDEX console_session_key ON slime.console_session (access_key, created);
