-- The form that was shown last for an item, as JSON.
CREATE TABLE shown (
    account TEXT NOT NULL,
    folder  TEXT NOT NULL,
    id      TEXT NOT NULL,
    at      INTEGER NOT NULL,
    form    TEXT NOT NULL,
    PRIMARY KEY (account, folder, id)
) STRICT;

-- Whose hand it is: the name that goes with an account's user id.
CREATE TABLE hand (account TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL) STRICT;
