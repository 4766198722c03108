-- The chain: every row of the record is sealed by a hash of itself and of the seal before it.
CREATE TABLE chain (
    number INTEGER PRIMARY KEY,
    part   TEXT NOT NULL,              -- the table of the row that is sealed
    row    INTEGER NOT NULL,           -- its number there
    seal   TEXT NOT NULL               -- SHA-256 in hexadecimal
) STRICT;
CREATE UNIQUE INDEX chain_of_row ON chain (part, row);

CREATE TRIGGER chain_is_kept BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER chain_stays   BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'append-only'); END;
