-- Ids are snowflakes, so the order of ids is the order of making. Times are epoch milliseconds.

CREATE TABLE IF NOT EXISTS instance (
    id      INTEGER PRIMARY KEY,
    flow    TEXT    NOT NULL,               -- FlowCode
    starter INTEGER NOT NULL,
    form    TEXT    NOT NULL,               -- JSON: {"object": {…}, "list": […]}
    started INTEGER NOT NULL,
    ended   INTEGER,
    outcome INTEGER,                        -- 1 stopped, 2 rejected, 3 approved; null while it runs
    draft   INTEGER NOT NULL DEFAULT 0,     -- saved, never submitted
    passed  INTEGER NOT NULL DEFAULT 0,     -- edges gone along, one bit each in the flow's order
    updated INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS instance_by_start ON instance (starter, draft, started);

CREATE TABLE IF NOT EXISTS task (
    id       INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL,
    node     TEXT    NOT NULL,
    person   INTEGER NOT NULL,
    visit    INTEGER NOT NULL,              -- the first task made when the flow entered the node this time
    seat     INTEGER NOT NULL,              -- place among the node's people, from 0
    status   INTEGER NOT NULL,              -- 1 open, 2 done, 3 void, 4 draft, 5 waits to be submitted, 6 proposed
    result   INTEGER NOT NULL DEFAULT 0,    -- the action that ended it
    started  INTEGER NOT NULL,              -- of the instance
    arrived  INTEGER NOT NULL,
    ended    INTEGER,
    read     INTEGER NOT NULL DEFAULT 0,
    updated  INTEGER GENERATED ALWAYS AS (COALESCE(ended, arrived)) VIRTUAL,
    -- Only what a person decided is DONE: neither their own submissions nor what others settled for them.
    list     TEXT GENERATED ALWAYS AS (CASE
                 WHEN status IN (1, 5) THEN 'TODO'
                 WHEN status = 4 THEN 'DRAFT'
                 WHEN status = 2 AND result <> 1 THEN 'DONE'
             END) VIRTUAL
);
CREATE INDEX IF NOT EXISTS task_by_instance ON task (instance);
CREATE INDEX IF NOT EXISTS task_by_start ON task (person, list, started) WHERE list IS NOT NULL;
CREATE INDEX IF NOT EXISTS task_by_update ON task (person, list, updated) WHERE list IS NOT NULL;

CREATE TABLE IF NOT EXISTS operation (
    id       INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL,
    node     TEXT    NOT NULL,
    person   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    content  TEXT    NOT NULL,              -- ContentEntity as JSON
    result   TEXT    NOT NULL
);
CREATE INDEX IF NOT EXISTS operation_by_instance ON operation (instance);

CREATE TABLE IF NOT EXISTS copy (
    id       INTEGER PRIMARY KEY,           -- CcId
    instance INTEGER NOT NULL,
    task     INTEGER NOT NULL,              -- the task whose decision sent it
    person   INTEGER NOT NULL,
    started  INTEGER NOT NULL,              -- of the instance
    updated  INTEGER NOT NULL               -- CcTime
);
CREATE INDEX IF NOT EXISTS copy_by_start ON copy (person, started);

CREATE TABLE IF NOT EXISTS message (
    id       INTEGER PRIMARY KEY,
    person   INTEGER NOT NULL,
    kind     INTEGER NOT NULL,              -- 0 to-do, 2 notice
    title    TEXT    NOT NULL,
    subtitle TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    task     INTEGER,
    page     TEXT    NOT NULL,              -- PageType that its link opens, empty without a task
    at       INTEGER NOT NULL,
    updated  INTEGER NOT NULL,
    read     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS message_by_state ON message (person, kind, read);

CREATE TABLE IF NOT EXISTS press (
    task  INTEGER NOT NULL,
    day   INTEGER NOT NULL,                 -- days since the epoch in Asia/Shanghai
    count INTEGER NOT NULL,
    PRIMARY KEY (task, day)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS act (
    id    INTEGER NOT NULL,                 -- the task, or the instance, that the caller named
    verb  TEXT    NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (id, verb)
) WITHOUT ROWID;

-- What the interfaces tell by name and the rows by number, for sorting and filtering.
CREATE TABLE IF NOT EXISTS flow (
    code    TEXT PRIMARY KEY,               -- FlowCode, one for each version
    key     TEXT NOT NULL,                  -- ProcessKey
    version TEXT NOT NULL,
    name    TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS person (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

-- Pushes still to be delivered, in the order of what they tell of.
CREATE TABLE IF NOT EXISTS outbox (
    id       INTEGER PRIMARY KEY,
    body     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
);

-- The day at whose beginning all stories end.
CREATE TABLE IF NOT EXISTS story (day TEXT NOT NULL);

-- What callers did at Feishu: its story and this, in this order, make its state.
CREATE TABLE IF NOT EXISTS done (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    who     TEXT    NOT NULL,               -- the person's key
    verb    TEXT    NOT NULL,
    request TEXT    NOT NULL,               -- its code
    task    TEXT    NOT NULL,               -- empty where the verb is not a task's
    says    TEXT    NOT NULL,
    people  TEXT    NOT NULL                -- JSON: their keys, or the key of a node
);
