package io.slime.metadata.backup;

/** What a block holds. */
enum BlockType {
    /** A {@link BackupHeader}; the first block. */
    HEADER(1),
    /** A {@link TableShape}, of which the next keys and rows are. */
    TABLE(2),
    /** Whole rows in the text format of COPY. */
    ROWS(3),
    /** Keys of rows that changed, in the same format. */
    KEYS(4),
    /** How many rows and keys there were; the last block. */
    END(5);

    final int code;

    BlockType(int code) {
        this.code = code;
    }

    static BlockType of(int code) throws BackupException {
        for (BlockType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new BackupException("the backup has a block of kind " + code + ", which this release does not know");
    }
}
