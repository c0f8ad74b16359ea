-- The last entry that holds changes; number is the last one that was given to any entry.
ALTER TABLE slime.journal_head ADD COLUMN changes_number bigint NOT NULL DEFAULT 0;
