-- Fit, mood and the owner's own side, version 3. Applied once, never edited; later changes are files of their own.
-- Every table has its shelf: rows an import added move there on undo.

ALTER TABLE segment ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
ALTER TABLE shelf_segment ADD COLUMN archived INTEGER;

CREATE TABLE partner (                  -- somebody work is sent to
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL CHECK (name <> ''),
    takes    TEXT,
    person   TEXT,
    email    TEXT,
    phone    TEXT,
    note     TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE offering (                 -- something the firm sells, or says it does not
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL CHECK (name <> ''),
    core            TEXT NOT NULL CHECK (core IN ('core', 'adjacent', 'off-core')),
    does            TEXT,
    does_not        TEXT,
    partner         INTEGER REFERENCES partner (id),   -- where it goes when it is not ours
    process_pages   INTEGER CHECK (process_pages BETWEEN 0 AND 10000),
    process_revised TEXT CHECK (process_revised IS date(process_revised)),
    list_price      INTEGER CHECK (list_price >= 0),   -- minor units of the book's currency
    standing        TEXT CHECK (standing IN ('safe', 'remarkable')),
    company         TEXT CHECK (company IN ('solo', 'collaborative')),
    good_at         INTEGER CHECK (good_at BETWEEN 1 AND 5),
    enjoy           INTEGER CHECK (enjoy BETWEEN 1 AND 5),
    launched        TEXT CHECK (launched IS date(launched)),
    public          TEXT CHECK (public IS date(public)),
    slots           INTEGER CHECK (slots BETWEEN 0 AND 10000),
    archived        INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE variant (                  -- a way an offering is delivered
    id        INTEGER PRIMARY KEY,
    offering  INTEGER NOT NULL REFERENCES offering (id),
    name      TEXT NOT NULL CHECK (name <> ''),
    supported INTEGER NOT NULL CHECK (supported IN (0, 1)),
    learned   TEXT CHECK (learned IS date(learned)),
    note      TEXT,
    archived  INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE profile (                  -- how the firm works with a customer
    id                INTEGER PRIMARY KEY,
    customer          INTEGER NOT NULL UNIQUE REFERENCES customer (id),
    life_stage        TEXT CHECK (life_stage IN ('for life', 'leaving')),
    integration       TEXT CHECK (integration IN ('0', '1', '2', '3', '4')),
    pace              TEXT CHECK (pace IN ('unhurried', 'steady', 'hurried')),
    need_state        TEXT CHECK (need_state IN ('none', 'latent', 'aware', 'looking', 'urgent')),
    alternatives      TEXT,
    preferences       TEXT,
    best_work         INTEGER NOT NULL CHECK (best_work IN (0, 1)),
    exclusive         INTEGER NOT NULL CHECK (exclusive IN (0, 1)),
    exclusive_reason  TEXT,
    exclusive_premium INTEGER CHECK (exclusive_premium BETWEEN 0 AND 1000000),   -- hundredths of a percent
    exclusive_ends    TEXT CHECK (exclusive_ends IS date(exclusive_ends))
) STRICT;

CREATE TABLE assessment (               -- what the owner answered of a customer in a quarter
    id             INTEGER PRIMARY KEY,
    customer       INTEGER NOT NULL REFERENCES customer (id),
    quarter        TEXT NOT NULL CHECK (quarter IS date(quarter)),   -- its first day
    fit            INTEGER CHECK (fit BETWEEN 1 AND 5),
    margin         INTEGER CHECK (margin BETWEEN 1 AND 5),
    cost_to_win    INTEGER CHECK (cost_to_win BETWEEN 1 AND 5),
    ease           INTEGER CHECK (ease BETWEEN 1 AND 5),
    refers         INTEGER CHECK (refers BETWEEN 1 AND 5),
    core_work      INTEGER CHECK (core_work BETWEEN 1 AND 5),
    enjoy          INTEGER CHECK (enjoy BETWEEN 1 AND 5),
    price          INTEGER CHECK (price BETWEEN 1 AND 5),
    prospect       INTEGER CHECK (prospect BETWEEN 1 AND 5),
    feel           INTEGER CHECK (feel BETWEEN 1 AND 5),
    mood_words     TEXT,
    traits         TEXT,
    fit_confirmed  INTEGER NOT NULL CHECK (fit_confirmed IN (0, 1)),
    mood_confirmed INTEGER NOT NULL CHECK (mood_confirmed IN (0, 1)),
    UNIQUE (customer, quarter)
) STRICT;

CREATE TABLE effort (                   -- hours and money spent
    id       INTEGER PRIMARY KEY,
    customer INTEGER REFERENCES customer (id),
    date     TEXT NOT NULL CHECK (date BETWEEN '1900-01-01' AND '2999-12-31'),
    kind     TEXT NOT NULL CHECK (kind IN ('delivery', 'unbilled', 'acquisition', 'marketing', 'learning')),
    hours    INTEGER CHECK (hours BETWEEN 0 AND 527040),   -- minutes
    cost     INTEGER CHECK (cost >= 0),                    -- minor units of the book's currency
    note     TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))   -- a mistake: it counts nowhere
) STRICT;

CREATE TABLE referral (                 -- who sent whom to whom
    id            INTEGER PRIMARY KEY,
    customer      INTEGER REFERENCES customer (id),        -- who was sent; none: the word was spread
    from_customer INTEGER REFERENCES customer (id),
    from_partner  INTEGER REFERENCES partner (id),
    to_partner    INTEGER REFERENCES partner (id),         -- none: to us
    weight        INTEGER CHECK (weight BETWEEN 1 AND 100),
    date          TEXT NOT NULL CHECK (date IS date(date)),
    outcome       TEXT NOT NULL CHECK (outcome IN ('open', 'won', 'lost', 'word of mouth')),
    note          TEXT,
    archived      INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE rivals (                   -- two customers who compete
    id       INTEGER PRIMARY KEY,
    one      INTEGER NOT NULL REFERENCES customer (id),
    other    INTEGER NOT NULL REFERENCES customer (id) CHECK (other <> one),
    note     TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE mood_profile (             -- the owner's answers to the four mood questions, every version
    id         INTEGER PRIMARY KEY,
    answered   TEXT NOT NULL CHECK (answered IS date(answered)),
    natural    TEXT,
    attracts   TEXT,
    favourites TEXT,
    work_in    TEXT,
    words      TEXT
) STRICT;

CREATE TABLE wanted (                   -- who the owner wants more of
    id       INTEGER PRIMARY KEY,
    profile  TEXT NOT NULL CHECK (profile <> ''),
    said     TEXT NOT NULL CHECK (said IS date(said)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE prospect (                 -- whom the owner wants, by name
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL CHECK (name <> ''),
    customer      INTEGER REFERENCES customer (id),
    why           TEXT,
    homework      TEXT,
    homework_done INTEGER NOT NULL CHECK (homework_done IN (0, 1)),
    archived      INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

-- Rows that point to a customer are looked for when one goes, and hours are found by whose they are.
CREATE INDEX variant_offering ON variant (offering);
CREATE INDEX offering_partner ON offering (partner);
CREATE INDEX effort_customer ON effort (customer);
CREATE INDEX referral_customer ON referral (customer);
CREATE INDEX referral_from_customer ON referral (from_customer);
CREATE INDEX referral_from_partner ON referral (from_partner);
CREATE INDEX referral_to_partner ON referral (to_partner);
CREATE INDEX rivals_one ON rivals (one);
CREATE INDEX rivals_other ON rivals (other);
CREATE INDEX prospect_customer ON prospect (customer);

CREATE TABLE shelf_partner (id INTEGER PRIMARY KEY, name TEXT, takes TEXT, person TEXT, email TEXT, phone TEXT, note TEXT, archived INTEGER) STRICT;
CREATE TABLE shelf_offering (
    id INTEGER PRIMARY KEY, name TEXT, core TEXT, does TEXT, does_not TEXT, partner INTEGER, process_pages INTEGER, process_revised TEXT,
    list_price INTEGER, standing TEXT, company TEXT, good_at INTEGER, enjoy INTEGER, launched TEXT, public TEXT, slots INTEGER, archived INTEGER
) STRICT;
CREATE TABLE shelf_variant (
    id INTEGER PRIMARY KEY, offering INTEGER, name TEXT, supported INTEGER, learned TEXT, note TEXT, archived INTEGER
) STRICT;
CREATE TABLE shelf_profile (
    id INTEGER PRIMARY KEY, customer INTEGER, life_stage TEXT, integration TEXT, pace TEXT, need_state TEXT, alternatives TEXT,
    preferences TEXT, best_work INTEGER, exclusive INTEGER, exclusive_reason TEXT, exclusive_premium INTEGER, exclusive_ends TEXT
) STRICT;
CREATE TABLE shelf_assessment (
    id INTEGER PRIMARY KEY, customer INTEGER, quarter TEXT, fit INTEGER, margin INTEGER, cost_to_win INTEGER, ease INTEGER, refers INTEGER,
    core_work INTEGER, enjoy INTEGER, price INTEGER, prospect INTEGER, feel INTEGER, mood_words TEXT, traits TEXT, fit_confirmed INTEGER,
    mood_confirmed INTEGER
) STRICT;
CREATE TABLE shelf_effort (
    id INTEGER PRIMARY KEY, customer INTEGER, date TEXT, kind TEXT, hours INTEGER, cost INTEGER, note TEXT, archived INTEGER
) STRICT;
CREATE TABLE shelf_referral (
    id INTEGER PRIMARY KEY, customer INTEGER, from_customer INTEGER, from_partner INTEGER, to_partner INTEGER, weight INTEGER, date TEXT,
    outcome TEXT, note TEXT, archived INTEGER
) STRICT;
CREATE TABLE shelf_rivals (id INTEGER PRIMARY KEY, one INTEGER, other INTEGER, note TEXT, archived INTEGER) STRICT;
CREATE TABLE shelf_mood_profile (
    id INTEGER PRIMARY KEY, answered TEXT, natural TEXT, attracts TEXT, favourites TEXT, work_in TEXT, words TEXT
) STRICT;
CREATE TABLE shelf_wanted (id INTEGER PRIMARY KEY, profile TEXT, said TEXT, archived INTEGER) STRICT;
CREATE TABLE shelf_prospect (
    id INTEGER PRIMARY KEY, name TEXT, customer INTEGER, why TEXT, homework TEXT, homework_done INTEGER, archived INTEGER
) STRICT;
