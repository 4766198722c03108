-- Where values were put when flows were started: never the values.
CREATE TABLE place (
    account TEXT NOT NULL,
    flow TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (account, flow, place)
) STRICT;
