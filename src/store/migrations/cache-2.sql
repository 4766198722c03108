-- What was seen last. All of it can be read again, and any of it may be missing.
CREATE TABLE folder (
    account TEXT NOT NULL,
    folder  TEXT NOT NULL,
    at      INTEGER NOT NULL,          -- ms, when its first page was read
    total   INTEGER NOT NULL,
    PRIMARY KEY (account, folder)
) STRICT;

CREATE TABLE item (
    account TEXT NOT NULL,
    folder  TEXT NOT NULL,
    id      TEXT NOT NULL,
    started INTEGER NOT NULL,          -- ms; the order of the lists, newest first
    item    TEXT NOT NULL,             -- as JSON
    PRIMARY KEY (account, folder, id)
) STRICT;
CREATE INDEX item_by_start ON item (account, folder, started DESC);

CREATE TABLE counts (account TEXT PRIMARY KEY, counts TEXT NOT NULL) STRICT;

CREATE TABLE detail (
    account  TEXT NOT NULL,
    folder   TEXT NOT NULL,
    id       TEXT NOT NULL,
    at       INTEGER NOT NULL,
    instance TEXT NOT NULL,            -- as JSON
    PRIMARY KEY (account, folder, id)
) STRICT;
CREATE INDEX detail_by_age ON detail (account, at);

CREATE TABLE people (account TEXT PRIMARY KEY, people TEXT NOT NULL) STRICT;
