-- What the dashboard keeps beside the book, version 2. Applied once, never edited; later changes are files of their own.
-- Neither table is the owner's business: no undo, no export, and a copy put in the place of the book leaves both as they are.

CREATE TABLE draft (                    -- a form half typed, offered again after a crash or a closed window
    id      INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose <> ''),
    subject INTEGER,                    -- a customer, which may be gone: a draft keeps nobody from being taken away
    at      TEXT NOT NULL,              -- UTC
    fields  TEXT NOT NULL               -- JSON object: label to typed text
) STRICT;

CREATE TABLE look (                     -- how the owner left the screens: theme, order, tips seen
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
