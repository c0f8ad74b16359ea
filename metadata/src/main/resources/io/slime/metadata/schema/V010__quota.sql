-- How much may lie in a bucket, or in all buckets of an account; null: as much as fits. limited: whether either of both is set, so that
-- a publish, which reads the bucket's row anyway, asks no further where none is. What counts: versions of all kinds but delete markers
-- (current ones too), and the parts of uploads in progress.
ALTER TABLE slime.bucket ADD COLUMN quota_bytes bigint, ADD COLUMN quota_objects bigint,
    ADD COLUMN limited boolean NOT NULL DEFAULT false;
ALTER TABLE slime.account ADD COLUMN quota_bytes bigint, ADD COLUMN quota_objects bigint;
CREATE INDEX bucket_limited ON slime.bucket (name) WHERE limited;

-- What counts in a bucket: versions, bytes.
CREATE FUNCTION slime.bucket_use(bucket_name text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY[
        (SELECT coalesce(sum(amounts[3]), 0) FROM slime.tally WHERE kind = 'bucket' AND subject = bucket_name),
        (SELECT coalesce(sum(amounts[4]), 0) FROM slime.tally WHERE kind = 'bucket' AND subject = bucket_name)
            + (SELECT coalesce(sum(p.size), 0) FROM slime.upload u JOIN slime.part p ON p.upload = u.id
                WHERE u.bucket = bucket_name)]::bigint[]
$$;

-- The same, over the buckets of an account.
CREATE FUNCTION slime.account_use(account_id text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY[coalesce(sum(one.amounts[1]), 0), coalesce(sum(one.amounts[2]), 0)]::bigint[]
        FROM slime.bucket b, LATERAL (SELECT slime.bucket_use(b.name) AS amounts) one WHERE b.owner = account_id
$$;
