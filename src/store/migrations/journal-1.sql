-- What was about to be sent. A row is durable before its request leaves, and never changes.
CREATE TABLE intent (
    number      INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,          -- ms, our clock
    server_at   INTEGER,                   -- ms, the server's clock just before
    owner       TEXT NOT NULL,
    account     TEXT NOT NULL,
    hand_id     TEXT,
    hand_name   TEXT,
    folder      TEXT NOT NULL,
    item_id     TEXT NOT NULL,
    task_id     TEXT,
    instance_id TEXT NOT NULL,
    node_id     TEXT,
    node_name   TEXT,
    title       TEXT NOT NULL,
    verb        TEXT NOT NULL,
    comment     TEXT,
    person_id   TEXT,
    person_name TEXT
) STRICT;
CREATE INDEX intent_of_item ON intent (account, instance_id, task_id);

-- What became of it. A later row overrules an earlier `unknown`.
CREATE TABLE receipt (
    number     INTEGER PRIMARY KEY,
    intent     INTEGER NOT NULL REFERENCES intent (number),
    at         INTEGER NOT NULL,
    status     TEXT NOT NULL,
    verb       TEXT NOT NULL,
    note_key   TEXT,
    note_args  TEXT,                       -- what our words' placeholders stand for, as JSON
    note_text  TEXT,                       -- the server's words
    code       TEXT,
    request_id TEXT
) STRICT;
CREATE INDEX receipt_of_intent ON receipt (intent);

CREATE TRIGGER intent_is_kept  BEFORE UPDATE ON intent  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER intent_stays    BEFORE DELETE ON intent  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_is_kept BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_stays   BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Whoever settles an intent for the second time has read the journal too long ago.
CREATE TRIGGER receipt_is_final BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE intent = NEW.intent AND status <> 'unknown')
BEGIN SELECT RAISE(IGNORE); END;

-- The plan: staged and not sent. Not a record; rows come and go.
CREATE TABLE kept (
    number      INTEGER PRIMARY KEY,
    owner       TEXT NOT NULL,
    account     TEXT NOT NULL,
    part        INTEGER NOT NULL,          -- which group of the plan
    folder      TEXT NOT NULL,
    item_id     TEXT NOT NULL,
    task_id     TEXT,
    instance_id TEXT NOT NULL,
    title       TEXT NOT NULL,
    description TEXT NOT NULL,
    applicant   TEXT,
    flow_code   TEXT,
    node_id     TEXT,
    node_name   TEXT,
    verb        TEXT NOT NULL,
    comment     TEXT,
    person_id   TEXT,
    person_name TEXT,
    baseline    TEXT,                      -- 'shown' or 'fresh'
    form        TEXT                       -- the baseline, as JSON
) STRICT;
CREATE INDEX kept_by ON kept (account, owner);
