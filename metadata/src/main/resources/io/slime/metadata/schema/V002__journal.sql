-- The era in which an epoch was closed; of those closed before this migration it is not known. It tells, after the database went
-- back in time, which epochs were closed before that.
ALTER TABLE slime.epoch ADD COLUMN closed_era bigint;

-- How far the journal in the stores is. A new timeline begins when the database went back in time.
CREATE TABLE slime.journal_head (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    timeline bigint NOT NULL,
    number bigint NOT NULL,
    full_number bigint NOT NULL,
    full_at timestamptz NOT NULL,
    full_bytes bigint NOT NULL,
    since_bytes bigint NOT NULL
);
INSERT INTO slime.journal_head VALUES
    (true, (extract(epoch FROM clock_timestamp()) * 1000)::bigint << 14, 0, 0, now(), 0, 0);
