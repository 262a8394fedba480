-- Work, version 4. Applied once, never edited; later changes are files of their own.
-- Every table has its shelf: rows an import added move there on undo.

CREATE TABLE engagement (               -- work for a customer, agreed or hoped for
    id            INTEGER PRIMARY KEY,
    customer      INTEGER REFERENCES customer (id),
    title         TEXT CHECK (title <> ''),
    stage         TEXT NOT NULL CHECK (stage IN ('lead', 'talking', 'proposal', 'verbal', 'booked', 'done', 'lost')),
    offering      INTEGER REFERENCES offering (id),
    variant       INTEGER REFERENCES variant (id),
    core          TEXT CHECK (core IN ('core', 'adjacent', 'off-core')),
    starts        TEXT CHECK (starts IS date(starts)),
    ends          TEXT CHECK (ends IS date(ends)),
    days_per_week INTEGER CHECK (days_per_week BETWEEN 0 AND 100000),    -- hundredths
    total_days    INTEGER CHECK (total_days BETWEEN 0 AND 1000000),      -- hundredths
    value         INTEGER CHECK (value >= 0),                            -- minor units of the book's currency
    rate          INTEGER CHECK (rate >= 0),                             -- a day; minor units of the book's currency
    odds          INTEGER CHECK (odds BETWEEN 0 AND 10000),              -- hundredths of a percent
    first_contact TEXT CHECK (first_contact IS date(first_contact)),
    term_end      TEXT CHECK (term_end IS date(term_end)),
    renewal_of    INTEGER REFERENCES engagement (id) CHECK (renewal_of <> id),
    expects       TEXT,
    renewal       TEXT CHECK (renewal IN ('renewed', 'ended')),
    reason        TEXT,
    supported     TEXT CHECK (supported IN ('yes', 'no')),
    documented    TEXT CHECK (documented IN ('yes', 'no')),
    agreed        TEXT CHECK (agreed IN ('in scope', 'on purpose', 'declined')),
    note          TEXT,
    reference     TEXT,
    lead_on       TEXT CHECK (lead_on IS date(lead_on)),
    talking_on    TEXT CHECK (talking_on IS date(talking_on)),
    proposal_on   TEXT CHECK (proposal_on IS date(proposal_on)),
    verbal_on     TEXT CHECK (verbal_on IS date(verbal_on)),
    booked_on     TEXT CHECK (booked_on IS date(booked_on)),
    done_on       TEXT CHECK (done_on IS date(done_on)),
    lost_on       TEXT CHECK (lost_on IS date(lost_on)),
    archived      INTEGER NOT NULL CHECK (archived IN (0, 1)),
    CHECK (customer IS NOT NULL OR title IS NOT NULL),
    CHECK (ends IS NULL OR starts <= ends)
) STRICT;

CREATE TABLE capacity_week (            -- the days of a week that is not like the others
    id       INTEGER PRIMARY KEY,
    monday   TEXT NOT NULL CHECK (monday IS date(monday) AND strftime('%w', monday) = '1'),
    days     INTEGER NOT NULL CHECK (days BETWEEN 0 AND 100000),         -- hundredths
    note     TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

-- Rows that point to another are looked for when it goes; one week has one capacity.
CREATE INDEX engagement_customer ON engagement (customer);
CREATE INDEX engagement_offering ON engagement (offering);
CREATE INDEX engagement_variant ON engagement (variant);
CREATE INDEX engagement_renewal_of ON engagement (renewal_of);
CREATE INDEX engagement_reference ON engagement (reference);
CREATE UNIQUE INDEX capacity_week_monday ON capacity_week (monday) WHERE archived = 0;

CREATE TABLE shelf_engagement (
    id INTEGER PRIMARY KEY, customer INTEGER, title TEXT, stage TEXT, offering INTEGER, variant INTEGER, core TEXT, starts TEXT, ends TEXT,
    days_per_week INTEGER, total_days INTEGER, value INTEGER, rate INTEGER, odds INTEGER, first_contact TEXT, term_end TEXT,
    renewal_of INTEGER, expects TEXT, renewal TEXT, reason TEXT, supported TEXT, documented TEXT, agreed TEXT, note TEXT, reference TEXT,
    lead_on TEXT, talking_on TEXT, proposal_on TEXT, verbal_on TEXT, booked_on TEXT, done_on TEXT, lost_on TEXT, archived INTEGER
) STRICT;
CREATE TABLE shelf_capacity_week (id INTEGER PRIMARY KEY, monday TEXT, days INTEGER, note TEXT, archived INTEGER) STRICT;
