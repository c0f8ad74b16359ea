-- Counts of what lies in each bucket, kept as those of extents are: in every transaction that changes it, by rows that are only added.
-- subject: the bucket. amounts: objects (current versions that are no delete markers), their bytes, versions of all kinds but delete
-- markers (current ones too), their bytes, delete markers. Paths below no bucket are not counted; what lies in a bucket when it is
-- made is added later (census_owed). Whoever writes read the bucket's row before (Guards), so that looking it up here conflicts with nothing new;
-- the lateral join has it looked up by its key, never by a scan, which would take a predicate lock on all buckets.
CREATE FUNCTION slime.tally_objects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO slime.tally (kind, subject, amounts)
            SELECT 'bucket', b.name, ARRAY[d.versions, d.bytes, d.versions, d.bytes, d.markers] FROM (
                SELECT split_part(path, '/', 1) AS name, count(*) FILTER (WHERE NOT delete_marker) AS versions,
                    coalesce(sum(size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
                    count(*) FILTER (WHERE delete_marker) AS markers
                FROM added WHERE strpos(path, '/') > 0 GROUP BY 1) d,
            LATERAL (SELECT name FROM slime.bucket WHERE name = d.name LIMIT 1) b;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO slime.tally (kind, subject, amounts)
            SELECT 'bucket', b.name, ARRAY[-d.versions, -d.bytes, -d.versions, -d.bytes, -d.markers] FROM (
                SELECT split_part(path, '/', 1) AS name, count(*) FILTER (WHERE NOT delete_marker) AS versions,
                    coalesce(sum(size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
                    count(*) FILTER (WHERE delete_marker) AS markers
                FROM removed WHERE strpos(path, '/') > 0 GROUP BY 1) d,
            LATERAL (SELECT name FROM slime.bucket WHERE name = d.name LIMIT 1) b;
    ELSE
        INSERT INTO slime.tally (kind, subject, amounts)
            SELECT 'bucket', b.name, ARRAY[d.versions, d.bytes, d.versions, d.bytes, d.markers] FROM (
                SELECT split_part(path, '/', 1) AS name,
                    coalesce(sum(sign) FILTER (WHERE NOT delete_marker), 0)::bigint AS versions,
                    coalesce(sum(sign * size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
                    coalesce(sum(sign) FILTER (WHERE delete_marker), 0)::bigint AS markers
                FROM (SELECT path, delete_marker, size, 1 AS sign FROM added
                    UNION ALL SELECT path, delete_marker, size, -1 FROM removed) both_sides
                WHERE strpos(path, '/') > 0 GROUP BY 1) d,
            LATERAL (SELECT name FROM slime.bucket WHERE name = d.name LIMIT 1) b
            WHERE (d.versions, d.bytes, d.markers) <> (0, 0, 0);
    END IF;
    RETURN NULL;
END
$$;

-- A version behind the current one is no object.
CREATE FUNCTION slime.tally_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO slime.tally (kind, subject, amounts)
            SELECT 'bucket', b.name, ARRAY[0, 0, d.versions, d.bytes, d.markers] FROM (
                SELECT split_part(path, '/', 1) AS name, count(*) FILTER (WHERE NOT delete_marker) AS versions,
                    coalesce(sum(size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
                    count(*) FILTER (WHERE delete_marker) AS markers
                FROM added GROUP BY 1) d,
            LATERAL (SELECT name FROM slime.bucket WHERE name = d.name LIMIT 1) b;
    ELSE
        INSERT INTO slime.tally (kind, subject, amounts)
            SELECT 'bucket', b.name, ARRAY[0, 0, -d.versions, -d.bytes, -d.markers] FROM (
                SELECT split_part(path, '/', 1) AS name, count(*) FILTER (WHERE NOT delete_marker) AS versions,
                    coalesce(sum(size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
                    count(*) FILTER (WHERE delete_marker) AS markers
                FROM removed GROUP BY 1) d,
            LATERAL (SELECT name FROM slime.bucket WHERE name = d.name LIMIT 1) b;
    END IF;
    RETURN NULL;
END
$$;

-- What lies in a bucket, counted: as amounts are. '0' is the character behind '/'.
CREATE FUNCTION slime.bucket_census(bucket text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY[o.versions, o.bytes, o.versions + v.versions, o.bytes + v.bytes, o.markers + v.markers] FROM (
        SELECT count(*) FILTER (WHERE NOT delete_marker) AS versions,
            coalesce(sum(size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
            count(*) FILTER (WHERE delete_marker) AS markers
        FROM slime.object WHERE path >= (bucket || '/') COLLATE "C" AND path < (bucket || '0') COLLATE "C") o, (
        SELECT count(*) FILTER (WHERE NOT delete_marker) AS versions,
            coalesce(sum(size) FILTER (WHERE NOT delete_marker), 0)::bigint AS bytes,
            count(*) FILTER (WHERE delete_marker) AS markers
        FROM slime.version WHERE path >= (bucket || '/') COLLATE "C" AND path < (bucket || '0') COLLATE "C") v
$$;

-- Buckets whose counters are to be compared with what lies there: those that were made, perhaps over objects, or deleted. Never in
-- the transaction that makes one, which would read, and conflict with, whatever is written there. The rows are only added, so that
-- nothing is read here; counted: once, and to be counted once more when all that may not have seen the bucket yet has ended.
CREATE TABLE slime.census_owed (
    seq bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    bucket text COLLATE "C" NOT NULL,
    counted boolean NOT NULL DEFAULT false,
    since timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION slime.owe_census() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.census_owed (bucket) VALUES (coalesce(NEW.name, OLD.name));
    RETURN NULL;
END
$$;

CREATE TRIGGER tally_added AFTER INSERT ON slime.object REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_objects();
CREATE TRIGGER tally_removed AFTER DELETE ON slime.object REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_objects();
CREATE TRIGGER tally_changed AFTER UPDATE ON slime.object REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_objects();
CREATE TRIGGER tally_added AFTER INSERT ON slime.version REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_versions();
CREATE TRIGGER tally_removed AFTER DELETE ON slime.version REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_versions();
CREATE TRIGGER tally_added AFTER INSERT ON slime.bucket FOR EACH ROW EXECUTE FUNCTION slime.owe_census();
CREATE TRIGGER tally_removed AFTER DELETE ON slime.bucket FOR EACH ROW EXECUTE FUNCTION slime.owe_census();

INSERT INTO slime.census_owed (bucket) SELECT name FROM slime.bucket;
