-- index change_row_change
CREATE INDEX change_row_change ON change_row (change);
-- index change_row_entity
CREATE INDEX change_row_entity ON change_row (entity, row);
-- index customer_name_key
CREATE INDEX customer_name_key ON customer (name_key);
-- index external_id_customer
CREATE INDEX external_id_customer ON external_id (customer);
-- index person_customer
CREATE INDEX person_customer ON person (customer);
-- index sqlite_autoindex_batch_range_1
;
-- index sqlite_autoindex_external_id_1
;
-- index sqlite_autoindex_invoice_1
;
-- index sqlite_autoindex_look_1
;
-- index sqlite_autoindex_rate_1
;
-- index sqlite_autoindex_roster_1
;
-- index sqlite_autoindex_segment_1
;
-- index sqlite_autoindex_sequence_1
;
-- index sqlite_autoindex_series_1
;
-- index sqlite_autoindex_setting_1
;
-- index sqlite_autoindex_upkeep_1
;
-- table batch
CREATE TABLE batch (                    -- one import
    id    INTEGER PRIMARY KEY,
    label TEXT NOT NULL
) STRICT;
-- table batch_range
CREATE TABLE batch_range (              -- the rows an import added: ids first to last
    batch  INTEGER NOT NULL REFERENCES batch (id),
    entity TEXT NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL CHECK (last >= first),
    PRIMARY KEY (batch, entity)
) STRICT;
-- table change
CREATE TABLE change (                   -- append-only: one row per step
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,              -- UTC
    session INTEGER NOT NULL REFERENCES session (id),
    words   TEXT NOT NULL,
    undoes  INTEGER REFERENCES change (id),
    batch   INTEGER REFERENCES batch (id),
    copy    TEXT                        -- a restore: the name of the copy of the book it replaced
) STRICT;
-- table change_row
CREATE TABLE change_row (               -- append-only: one row per row touched, with its images as JSON
    id     INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change (id),
    entity TEXT NOT NULL,
    row    INTEGER NOT NULL,
    before TEXT,
    after  TEXT
) STRICT;
-- table customer
CREATE TABLE customer (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    name_key    TEXT NOT NULL,          -- not unique: two firms may share a name under different ids
    placeholder INTEGER NOT NULL CHECK (placeholder IN (0, 1)),
    tags        TEXT,
    trade       TEXT,
    parent      INTEGER REFERENCES customer (id) CHECK (parent <> id),
    segment     INTEGER REFERENCES segment (id),
    since       TEXT CHECK (since IS date(since)),
    source      TEXT,
    notice_days INTEGER CHECK (notice_days BETWEEN 0 AND 36500),
    note        TEXT,
    archived    INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
-- table draft
CREATE TABLE draft (                    -- a form half typed, offered again after a crash or a closed window
    id      INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose <> ''),
    subject INTEGER,                    -- a customer, which may be gone: a draft keeps nobody from being taken away
    at      TEXT NOT NULL,              -- UTC
    fields  TEXT NOT NULL               -- JSON object: label to typed text
) STRICT;
-- table external_id
CREATE TABLE external_id (              -- what other programs call a customer
    id       INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id),
    value    TEXT NOT NULL UNIQUE CHECK (value <> '')
) STRICT;
-- table invoice
CREATE TABLE invoice (
    id         INTEGER PRIMARY KEY,
    customer   INTEGER NOT NULL REFERENCES customer (id),
    number     TEXT NOT NULL CHECK (number <> ''),  -- where the firm keeps none, made from date, amount and occurrence
    occurrence INTEGER CHECK (occurrence >= 1),     -- without a number: the n-th identical document
    issued     TEXT NOT NULL CHECK (issued BETWEEN '1900-01-01' AND '2999-12-31'),
    paid       TEXT CHECK (paid BETWEEN '1900-01-01' AND '2999-12-31'),
    amount     INTEGER NOT NULL,        -- net, minor units of its own currency
    currency   TEXT NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
    rate       TEXT,                    -- none in the base currency, or when none was known
    base       INTEGER,                 -- minor units of the base currency; none without a rate
    credit     INTEGER NOT NULL CHECK (credit = 0 OR credit = 1),
    status     TEXT NOT NULL CHECK (status = 'paid' OR status = 'open' OR status = 'void' OR status = 'draft'),
    title      TEXT,
    UNIQUE (number, customer)
) STRICT;
-- table look
CREATE TABLE look (                     -- how the owner left the screens: theme, order, tips seen
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
-- table person
CREATE TABLE person (
    id       INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id),
    name     TEXT NOT NULL CHECK (name <> ''),
    role     TEXT,
    sponsor  INTEGER NOT NULL CHECK (sponsor IN (0, 1)),
    email    TEXT,
    phone    TEXT,
    left_on  TEXT CHECK (left_on IS date(left_on))
) STRICT;
-- table rate
CREATE TABLE rate (
    id       INTEGER PRIMARY KEY,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    rate     TEXT NOT NULL,             -- base units per one unit, an exact decimal
    UNIQUE (currency, since)
) STRICT;
-- table roster
CREATE TABLE roster (                   -- derived: the list of customers of a day, packed; good only while its step is the newest
    day    TEXT NOT NULL,
    change INTEGER NOT NULL,            -- the newest step it knows
    part   INTEGER NOT NULL,
    lines  BLOB NOT NULL,
    hash   INTEGER NOT NULL,            -- of all of these
    PRIMARY KEY (day, part)
) STRICT;
-- table segment
CREATE TABLE segment (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL UNIQUE,      -- the form names match in
    kind     TEXT NOT NULL CHECK (kind IN ('client', 'colleague')),
    criteria TEXT,
    channels TEXT,
    phrases  TEXT
) STRICT;
-- table sequence
CREATE TABLE sequence (                 -- the last id given out per entity: ids are never used twice
    entity TEXT PRIMARY KEY,
    last   INTEGER NOT NULL
) STRICT;
-- table series
CREATE TABLE series (                   -- derived: each customer's documents, packed; check rebuilds it
    customer INTEGER NOT NULL,
    part     INTEGER NOT NULL,
    days     BLOB NOT NULL,
    PRIMARY KEY (customer, part)
) STRICT;
-- table session
CREATE TABLE session (                  -- one run of the program that wrote something
    id      INTEGER PRIMARY KEY,
    started TEXT NOT NULL,              -- UTC
    ended   TEXT,                       -- none while it runs, or after it was killed
    process INTEGER NOT NULL
) STRICT;
-- table setting
CREATE TABLE setting (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL                 -- canonical text; money in minor units
) STRICT;
-- table shelf_customer
CREATE TABLE shelf_customer (
    id INTEGER PRIMARY KEY, name TEXT, name_key TEXT, placeholder INTEGER, tags TEXT, trade TEXT, parent INTEGER, segment INTEGER,
    since TEXT, source TEXT, notice_days INTEGER, note TEXT, archived INTEGER
) STRICT;
-- table shelf_external_id
CREATE TABLE shelf_external_id (id INTEGER PRIMARY KEY, customer INTEGER, value TEXT) STRICT;
-- table shelf_invoice
CREATE TABLE shelf_invoice (
    id INTEGER PRIMARY KEY, customer INTEGER, number TEXT, occurrence INTEGER, issued TEXT, paid TEXT, amount INTEGER, currency TEXT,
    rate TEXT, base INTEGER, credit INTEGER, status TEXT, title TEXT
) STRICT;
-- table shelf_person
CREATE TABLE shelf_person (
    id INTEGER PRIMARY KEY, customer INTEGER, name TEXT, role TEXT, sponsor INTEGER, email TEXT, phone TEXT, left_on TEXT
) STRICT;
-- table shelf_segment
CREATE TABLE shelf_segment (id INTEGER PRIMARY KEY, name TEXT, name_key TEXT, kind TEXT, criteria TEXT, channels TEXT, phrases TEXT) STRICT;
-- table upkeep
CREATE TABLE upkeep (                   -- when the last copy was claimed, and the newest step it holds
    name   TEXT PRIMARY KEY,
    at     TEXT NOT NULL,               -- UTC
    change INTEGER NOT NULL
) STRICT;
