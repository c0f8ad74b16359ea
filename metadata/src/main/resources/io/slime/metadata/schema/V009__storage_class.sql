-- Storage classes by S3's name that the operator configured; STANDARD is none of them, since it is what the cluster or the bucket says.
-- A version or an upload that is of one has its name among the facts of its attributes.
CREATE TABLE slime.storage_class (
    name text COLLATE "C" PRIMARY KEY,
    need smallint NOT NULL,
    total smallint NOT NULL,
    created timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX object_class ON slime.object ((attributes->'facts'->>'storage-class'))
    WHERE attributes->'facts'->>'storage-class' IS NOT NULL;
CREATE INDEX version_class ON slime.version ((attributes->'facts'->>'storage-class'))
    WHERE attributes->'facts'->>'storage-class' IS NOT NULL;
CREATE INDEX upload_class ON slime.upload ((attributes->'facts'->>'storage-class'))
    WHERE attributes->'facts'->>'storage-class' IS NOT NULL;
CREATE INDEX bucket_redundancy ON slime.bucket (name) WHERE need IS NOT NULL;

-- Whose stored data is to be coded as new data is: 'cluster', 'bucket/NAME', 'class/NAME'. token: another one at each change.
CREATE TABLE slime.rewrite (
    scope text COLLATE "C" PRIMARY KEY,
    token uuid NOT NULL
);
INSERT INTO slime.rewrite (scope, token)
    SELECT 'cluster', gen_random_uuid() FROM slime.setting WHERE name = 'redundancy-rewrite';
DELETE FROM slime.setting WHERE name = 'redundancy-rewrite';
