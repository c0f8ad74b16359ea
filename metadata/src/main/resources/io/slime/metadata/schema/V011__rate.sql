-- How fast each gateway serves a key; null: as fast as it can.
ALTER TABLE slime.access_key ADD COLUMN requests_per_second bigint, ADD COLUMN bytes_per_second bigint;
