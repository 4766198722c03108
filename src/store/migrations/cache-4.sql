-- What a provider has learnt of an account, in its own words: never a secret.
CREATE TABLE learnt (
    account TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
