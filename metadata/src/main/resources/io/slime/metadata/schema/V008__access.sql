-- Names what bucket_setting holds about who may do what in the bucket: another value whenever one of those documents changes, so that
-- what was read of them can be remembered by it. Null while there never was one.
ALTER TABLE slime.bucket ADD COLUMN access uuid;
