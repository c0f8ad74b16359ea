-- What a survey found on the stores and the database does not know, or knows elsewhere (moved); filled anew by each survey.
CREATE TABLE slime.foreign_chunk (
    epoch uuid NOT NULL,
    number bigint NOT NULL,
    position int NOT NULL,
    slot smallint NOT NULL,
    store uuid NOT NULL,
    length bigint NOT NULL,
    moved boolean NOT NULL,
    PRIMARY KEY (epoch, number, position, slot, store)
);

-- What these chunks make. upload is '' but for parts; written is in milliseconds, by the clock of the gateway that wrote.
CREATE TABLE slime.foreign_content (
    epoch uuid NOT NULL,
    number bigint NOT NULL,
    path text COLLATE "C" NOT NULL,
    upload text COLLATE "C" NOT NULL,
    part int NOT NULL,
    written bigint NOT NULL,
    size bigint NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (epoch, number)
);
CREATE INDEX foreign_content_path ON slime.foreign_content (path, upload, part, written, epoch, number);
