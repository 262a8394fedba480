-- index capacity_week_monday
CREATE UNIQUE INDEX capacity_week_monday ON capacity_week (monday) WHERE archived = 0;
-- index change_row_change
CREATE INDEX change_row_change ON change_row (change);
-- index change_row_entity
CREATE INDEX change_row_entity ON change_row (entity, row);
-- index customer_name_key
CREATE INDEX customer_name_key ON customer (name_key);
-- index effort_customer
CREATE INDEX effort_customer ON effort (customer);
-- index engagement_customer
CREATE INDEX engagement_customer ON engagement (customer);
-- index engagement_offering
CREATE INDEX engagement_offering ON engagement (offering);
-- index engagement_reference
CREATE INDEX engagement_reference ON engagement (reference);
-- index engagement_renewal_of
CREATE INDEX engagement_renewal_of ON engagement (renewal_of);
-- index engagement_variant
CREATE INDEX engagement_variant ON engagement (variant);
-- index external_id_customer
CREATE INDEX external_id_customer ON external_id (customer);
-- index offering_partner
CREATE INDEX offering_partner ON offering (partner);
-- index person_customer
CREATE INDEX person_customer ON person (customer);
-- index prospect_customer
CREATE INDEX prospect_customer ON prospect (customer);
-- index referral_customer
CREATE INDEX referral_customer ON referral (customer);
-- index referral_from_customer
CREATE INDEX referral_from_customer ON referral (from_customer);
-- index referral_from_partner
CREATE INDEX referral_from_partner ON referral (from_partner);
-- index referral_to_partner
CREATE INDEX referral_to_partner ON referral (to_partner);
-- index rivals_one
CREATE INDEX rivals_one ON rivals (one);
-- index rivals_other
CREATE INDEX rivals_other ON rivals (other);
-- index sqlite_autoindex_assessment_1
;
-- index sqlite_autoindex_batch_range_1
;
-- index sqlite_autoindex_external_id_1
;
-- index sqlite_autoindex_invoice_1
;
-- index sqlite_autoindex_look_1
;
-- index sqlite_autoindex_profile_1
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
-- index variant_offering
CREATE INDEX variant_offering ON variant (offering);
-- table assessment
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
-- table capacity_week
CREATE TABLE capacity_week (            -- the days of a week that is not like the others
    id       INTEGER PRIMARY KEY,
    monday   TEXT NOT NULL CHECK (monday IS date(monday) AND strftime('%w', monday) = '1'),
    days     INTEGER NOT NULL CHECK (days BETWEEN 0 AND 100000),         -- hundredths
    note     TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
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
-- table effort
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
-- table engagement
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
-- table mood_profile
CREATE TABLE mood_profile (             -- the owner's answers to the four mood questions, every version
    id         INTEGER PRIMARY KEY,
    answered   TEXT NOT NULL CHECK (answered IS date(answered)),
    natural    TEXT,
    attracts   TEXT,
    favourites TEXT,
    work_in    TEXT,
    words      TEXT
) STRICT;
-- table offering
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
-- table partner
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
-- table profile
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
-- table prospect
CREATE TABLE prospect (                 -- whom the owner wants, by name
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL CHECK (name <> ''),
    customer      INTEGER REFERENCES customer (id),
    why           TEXT,
    homework      TEXT,
    homework_done INTEGER NOT NULL CHECK (homework_done IN (0, 1)),
    archived      INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
-- table rate
CREATE TABLE rate (
    id       INTEGER PRIMARY KEY,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    rate     TEXT NOT NULL,             -- base units per one unit, an exact decimal
    UNIQUE (currency, since)
) STRICT;
-- table referral
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
-- table rivals
CREATE TABLE rivals (                   -- two customers who compete
    id       INTEGER PRIMARY KEY,
    one      INTEGER NOT NULL REFERENCES customer (id),
    other    INTEGER NOT NULL REFERENCES customer (id) CHECK (other <> one),
    note     TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
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
, archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))) STRICT;
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
-- table shelf_assessment
CREATE TABLE shelf_assessment (
    id INTEGER PRIMARY KEY, customer INTEGER, quarter TEXT, fit INTEGER, margin INTEGER, cost_to_win INTEGER, ease INTEGER, refers INTEGER,
    core_work INTEGER, enjoy INTEGER, price INTEGER, prospect INTEGER, feel INTEGER, mood_words TEXT, traits TEXT, fit_confirmed INTEGER,
    mood_confirmed INTEGER
) STRICT;
-- table shelf_capacity_week
CREATE TABLE shelf_capacity_week (id INTEGER PRIMARY KEY, monday TEXT, days INTEGER, note TEXT, archived INTEGER) STRICT;
-- table shelf_customer
CREATE TABLE shelf_customer (
    id INTEGER PRIMARY KEY, name TEXT, name_key TEXT, placeholder INTEGER, tags TEXT, trade TEXT, parent INTEGER, segment INTEGER,
    since TEXT, source TEXT, notice_days INTEGER, note TEXT, archived INTEGER
) STRICT;
-- table shelf_effort
CREATE TABLE shelf_effort (
    id INTEGER PRIMARY KEY, customer INTEGER, date TEXT, kind TEXT, hours INTEGER, cost INTEGER, note TEXT, archived INTEGER
) STRICT;
-- table shelf_engagement
CREATE TABLE shelf_engagement (
    id INTEGER PRIMARY KEY, customer INTEGER, title TEXT, stage TEXT, offering INTEGER, variant INTEGER, core TEXT, starts TEXT, ends TEXT,
    days_per_week INTEGER, total_days INTEGER, value INTEGER, rate INTEGER, odds INTEGER, first_contact TEXT, term_end TEXT,
    renewal_of INTEGER, expects TEXT, renewal TEXT, reason TEXT, supported TEXT, documented TEXT, agreed TEXT, note TEXT, reference TEXT,
    lead_on TEXT, talking_on TEXT, proposal_on TEXT, verbal_on TEXT, booked_on TEXT, done_on TEXT, lost_on TEXT, archived INTEGER
) STRICT;
-- table shelf_external_id
CREATE TABLE shelf_external_id (id INTEGER PRIMARY KEY, customer INTEGER, value TEXT) STRICT;
-- table shelf_invoice
CREATE TABLE shelf_invoice (
    id INTEGER PRIMARY KEY, customer INTEGER, number TEXT, occurrence INTEGER, issued TEXT, paid TEXT, amount INTEGER, currency TEXT,
    rate TEXT, base INTEGER, credit INTEGER, status TEXT, title TEXT
) STRICT;
-- table shelf_mood_profile
CREATE TABLE shelf_mood_profile (
    id INTEGER PRIMARY KEY, answered TEXT, natural TEXT, attracts TEXT, favourites TEXT, work_in TEXT, words TEXT
) STRICT;
-- table shelf_offering
CREATE TABLE shelf_offering (
    id INTEGER PRIMARY KEY, name TEXT, core TEXT, does TEXT, does_not TEXT, partner INTEGER, process_pages INTEGER, process_revised TEXT,
    list_price INTEGER, standing TEXT, company TEXT, good_at INTEGER, enjoy INTEGER, launched TEXT, public TEXT, slots INTEGER, archived INTEGER
) STRICT;
-- table shelf_partner
CREATE TABLE shelf_partner (id INTEGER PRIMARY KEY, name TEXT, takes TEXT, person TEXT, email TEXT, phone TEXT, note TEXT, archived INTEGER) STRICT;
-- table shelf_person
CREATE TABLE shelf_person (
    id INTEGER PRIMARY KEY, customer INTEGER, name TEXT, role TEXT, sponsor INTEGER, email TEXT, phone TEXT, left_on TEXT
) STRICT;
-- table shelf_profile
CREATE TABLE shelf_profile (
    id INTEGER PRIMARY KEY, customer INTEGER, life_stage TEXT, integration TEXT, pace TEXT, need_state TEXT, alternatives TEXT,
    preferences TEXT, best_work INTEGER, exclusive INTEGER, exclusive_reason TEXT, exclusive_premium INTEGER, exclusive_ends TEXT
) STRICT;
-- table shelf_prospect
CREATE TABLE shelf_prospect (
    id INTEGER PRIMARY KEY, name TEXT, customer INTEGER, why TEXT, homework TEXT, homework_done INTEGER, archived INTEGER
) STRICT;
-- table shelf_referral
CREATE TABLE shelf_referral (
    id INTEGER PRIMARY KEY, customer INTEGER, from_customer INTEGER, from_partner INTEGER, to_partner INTEGER, weight INTEGER, date TEXT,
    outcome TEXT, note TEXT, archived INTEGER
) STRICT;
-- table shelf_rivals
CREATE TABLE shelf_rivals (id INTEGER PRIMARY KEY, one INTEGER, other INTEGER, note TEXT, archived INTEGER) STRICT;
-- table shelf_segment
CREATE TABLE shelf_segment (id INTEGER PRIMARY KEY, name TEXT, name_key TEXT, kind TEXT, criteria TEXT, channels TEXT, phrases TEXT, archived INTEGER) STRICT;
-- table shelf_variant
CREATE TABLE shelf_variant (
    id INTEGER PRIMARY KEY, offering INTEGER, name TEXT, supported INTEGER, learned TEXT, note TEXT, archived INTEGER
) STRICT;
-- table shelf_wanted
CREATE TABLE shelf_wanted (id INTEGER PRIMARY KEY, profile TEXT, said TEXT, archived INTEGER) STRICT;
-- table upkeep
CREATE TABLE upkeep (                   -- when the last copy was claimed, and the newest step it holds
    name   TEXT PRIMARY KEY,
    at     TEXT NOT NULL,               -- UTC
    change INTEGER NOT NULL
) STRICT;
-- table variant
CREATE TABLE variant (                  -- a way an offering is delivered
    id        INTEGER PRIMARY KEY,
    offering  INTEGER NOT NULL REFERENCES offering (id),
    name      TEXT NOT NULL CHECK (name <> ''),
    supported INTEGER NOT NULL CHECK (supported IN (0, 1)),
    learned   TEXT CHECK (learned IS date(learned)),
    note      TEXT,
    archived  INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
-- table wanted
CREATE TABLE wanted (                   -- who the owner wants more of
    id       INTEGER PRIMARY KEY,
    profile  TEXT NOT NULL CHECK (profile <> ''),
    said     TEXT NOT NULL CHECK (said IS date(said)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
