-- What was moved is taken out a page at a time, each from the first on; the others are many more.
CREATE INDEX foreign_chunk_moved ON slime.foreign_chunk (epoch, number, position) WHERE moved;

-- STABLE as array_to_string is: told IMMUTABLE it is no expression that a plan takes in, but called for each row.
CREATE OR REPLACE FUNCTION slime.tally_subject(placement bigint, empty smallint[]) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT placement::text || coalesce(':' || nullif(array_to_string(empty, ','), ''), '')
$$;
