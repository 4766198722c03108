-- What else a verb was given.
ALTER TABLE intent ADD COLUMN flow_code   TEXT;
ALTER TABLE intent ADD COLUMN flow_name   TEXT;
ALTER TABLE intent ADD COLUMN target_id   TEXT;    -- the node to go back to
ALTER TABLE intent ADD COLUMN target_name TEXT;
ALTER TABLE intent ADD COLUMN target_task TEXT;
ALTER TABLE intent ADD COLUMN inputs      TEXT;    -- what was filled in, as JSON by variable

-- Whom an intent names: to whom it goes ('to'), and who gets a copy ('cc').
CREATE TABLE party (
    number INTEGER PRIMARY KEY,
    intent INTEGER NOT NULL REFERENCES intent (number),
    role   TEXT NOT NULL,
    id     TEXT,
    name   TEXT
) STRICT;
CREATE INDEX party_of_intent ON party (intent, role);
INSERT INTO party (intent, role, id, name)
    SELECT number, 'to', person_id, person_name FROM intent
    WHERE person_id IS NOT NULL OR person_name IS NOT NULL;
ALTER TABLE intent DROP COLUMN person_id;
ALTER TABLE intent DROP COLUMN person_name;

-- A next approver to be chosen: somebody whom the server offered in its answer to an intent.
CREATE TABLE candidate (
    number  INTEGER PRIMARY KEY,
    intent  INTEGER NOT NULL REFERENCES intent (number),
    task_id TEXT NOT NULL,
    id      TEXT,
    name    TEXT
) STRICT;
CREATE INDEX candidate_of_intent ON candidate (intent);

-- An attempt to make that choice. Durable before its request leaves.
CREATE TABLE attempt (
    number INTEGER PRIMARY KEY,
    intent INTEGER NOT NULL REFERENCES intent (number),
    at     INTEGER NOT NULL,
    owner  TEXT NOT NULL,
    tasks  TEXT NOT NULL               -- the ids that were chosen, as a JSON list
) STRICT;
CREATE INDEX attempt_of_intent ON attempt (intent);

-- What became of it; only 'done' and 'stale' end the choice.
CREATE TABLE outcome (
    number     INTEGER PRIMARY KEY,
    attempt    INTEGER NOT NULL REFERENCES attempt (number),
    at         INTEGER NOT NULL,
    status     TEXT NOT NULL,
    code       TEXT,
    request_id TEXT
) STRICT;
CREATE INDEX outcome_of_attempt ON outcome (attempt);

CREATE TRIGGER party_is_kept     BEFORE UPDATE ON party     BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER party_stays       BEFORE DELETE ON party     BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER candidate_is_kept BEFORE UPDATE ON candidate BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER candidate_stays   BEFORE DELETE ON candidate BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attempt_is_kept   BEFORE UPDATE ON attempt   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attempt_stays     BEFORE DELETE ON attempt   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER outcome_is_kept   BEFORE UPDATE ON outcome   BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER outcome_stays     BEFORE DELETE ON outcome   BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The plan keeps the same.
ALTER TABLE kept ADD COLUMN flow_name    TEXT;
ALTER TABLE kept ADD COLUMN target_id    TEXT;
ALTER TABLE kept ADD COLUMN target_name  TEXT;
ALTER TABLE kept ADD COLUMN target_task  TEXT;
ALTER TABLE kept ADD COLUMN target_start INTEGER;
ALTER TABLE kept ADD COLUMN target_last  INTEGER;
ALTER TABLE kept ADD COLUMN inputs       TEXT;
ALTER TABLE kept ADD COLUMN people       TEXT;     -- [[id, name], …] as JSON
ALTER TABLE kept ADD COLUMN cc           TEXT;
UPDATE kept SET people = json_array(json_array(person_id, person_name)) WHERE person_id IS NOT NULL;
ALTER TABLE kept DROP COLUMN person_id;
ALTER TABLE kept DROP COLUMN person_name;
