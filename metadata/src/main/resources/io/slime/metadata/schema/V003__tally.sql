-- Counts of extents and of their bytes by where their chunks lie, exact at every moment: whatever changes content or extent
-- leaves its difference here, in its own transaction. Rows are only added by those; folding replaces rows by their sum.
-- subject: placement, or placement:slot,slot where slots are empty. amounts: extents, bytes before coding.
CREATE FUNCTION slime.tally_subject(placement bigint, empty smallint[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT placement::text || coalesce(':' || nullif(array_to_string(empty, ','), ''), '')
$$;

CREATE FUNCTION slime.tally_content_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.tally (kind, subject, amounts)
        SELECT 'extents', slime.tally_subject(placement, empty), ARRAY[count(*), sum(size)]::bigint[]
        FROM added WHERE kind = 1 GROUP BY placement, empty;
    RETURN NULL;
END
$$;

CREATE FUNCTION slime.tally_content_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.tally (kind, subject, amounts)
        SELECT 'extents', slime.tally_subject(placement, empty), ARRAY[-count(*), -sum(size)]::bigint[]
        FROM removed WHERE kind = 1 GROUP BY placement, empty;
    RETURN NULL;
END
$$;

CREATE FUNCTION slime.tally_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.tally (kind, subject, amounts)
        SELECT 'extents', subject, ARRAY[sum(extents), sum(bytes)]::bigint[] FROM (
            SELECT slime.tally_subject(placement, empty) AS subject, 1 AS extents, size AS bytes FROM added WHERE kind = 1
            UNION ALL
            SELECT slime.tally_subject(placement, empty), -1, -size FROM removed WHERE kind = 1) difference
        GROUP BY subject HAVING sum(extents) <> 0 OR sum(bytes) <> 0;
    RETURN NULL;
END
$$;

CREATE FUNCTION slime.tally_extent_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.tally (kind, subject, amounts)
        SELECT 'extents', slime.tally_subject(placement, empty), ARRAY[count(*), sum(length)]::bigint[]
        FROM added GROUP BY placement, empty;
    RETURN NULL;
END
$$;

CREATE FUNCTION slime.tally_extent_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.tally (kind, subject, amounts)
        SELECT 'extents', slime.tally_subject(placement, empty), ARRAY[-count(*), -sum(length)]::bigint[]
        FROM removed GROUP BY placement, empty;
    RETURN NULL;
END
$$;

CREATE FUNCTION slime.tally_extent_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO slime.tally (kind, subject, amounts)
        SELECT 'extents', subject, ARRAY[sum(extents), sum(bytes)]::bigint[] FROM (
            SELECT slime.tally_subject(placement, empty) AS subject, 1 AS extents, length::bigint AS bytes FROM added
            UNION ALL
            SELECT slime.tally_subject(placement, empty), -1, -length::bigint FROM removed) difference
        GROUP BY subject HAVING sum(extents) <> 0 OR sum(bytes) <> 0;
    RETURN NULL;
END
$$;

CREATE TRIGGER tally_added AFTER INSERT ON slime.content REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_content_added();
CREATE TRIGGER tally_removed AFTER DELETE ON slime.content REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_content_removed();
CREATE TRIGGER tally_changed AFTER UPDATE ON slime.content REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_content_changed();
CREATE TRIGGER tally_added AFTER INSERT ON slime.extent REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_extent_added();
CREATE TRIGGER tally_removed AFTER DELETE ON slime.extent REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_extent_removed();
CREATE TRIGGER tally_changed AFTER UPDATE ON slime.extent REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION slime.tally_extent_changed();

INSERT INTO slime.tally (kind, subject, amounts)
    SELECT 'extents', slime.tally_subject(placement, empty), ARRAY[count(*), sum(length)]::bigint[] FROM (
        SELECT placement, empty, size AS length FROM slime.content WHERE kind = 1
        UNION ALL SELECT placement, empty, length FROM slime.extent) every
    GROUP BY placement, empty;
