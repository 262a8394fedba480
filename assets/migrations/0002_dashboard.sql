-- What the dashboard keeps beside the book, version 2. Applied once, never edited; later changes are files of their own.
-- None of these tables is the owner's business: no undo, no export. A copy put in the place of the book leaves drafts and looks
-- as they are, and brings its own rosters.

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

CREATE TABLE roster (                   -- derived: the list of customers of a day, packed; good only while its step is the newest
    day    TEXT NOT NULL,
    change INTEGER NOT NULL,            -- the newest step it knows
    part   INTEGER NOT NULL,
    lines  BLOB NOT NULL,
    hash   INTEGER NOT NULL,            -- of all of these
    PRIMARY KEY (day, part)
) STRICT;
