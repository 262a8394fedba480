//! What lists of projects, contracts and deals call the columns of engagements and weeks.
//!
//! The columns themselves are made from the fields, as of every record: see `records`.

use super::{Column, Field, column, understood};
use crate::domain::record::Kind;

/// Other names of a field, best first.
pub(super) fn synonyms(kind: Kind, field: &str) -> &'static [&'static str] {
    match (kind, field) {
        (Kind::CapacityWeek, "monday") => &["week", "week start", "week starting", "week beginning", "date"],
        (Kind::CapacityWeek, "days") => &["capacity", "available days", "days available"],
        (Kind::Engagement, field) => of_engagement(field),
        _ => &[],
    }
}

fn of_engagement(field: &str) -> &'static [&'static str] {
    match field {
        "customer" => CUSTOMERS,
        "title" => TITLES,
        "stage" => &["deal stage", "pipeline stage", "opportunity stage", "sales stage", "phase", "etapa"],
        "offering" => &["service", "product", "package"],
        "variant" => &["option"],
        "starts" => STARTS,
        "ends" => ENDS,
        "days_per_week" => &["days per week", "days week", "weekly days", "tage pro woche"],
        "total_days" => &["days", "total days", "estimated days", "tage", "jours", "dias"],
        "value" => VALUES,
        "rate" => &["daily rate", "rate per day", "tagessatz"],
        "odds" => {
            &["probability", "deal probability", "win probability", "likelihood", "chance", "confidence", "close probability"]
        }
        "first_contact" => &["first contacted", "first contact date", "first contact on"],
        "term_end" => {
            &["term end date", "renewal date", "contract renewal date", "renews on", "expires", "expires on", "expiry date"]
        }
        "renewal_of" => &["renews", "previous contract"],
        "expects" => &["reason to expect renewal"],
        "reason" => &["lost reason", "deal lost reason", "closed lost reason", "closed won reason", "win reason", "loss reason"],
        "note" => &["notes", "comment", "comments", "details", "notiz", "notizen"],
        "reference" => REFERENCES,
        "booked_on" => &["won on", "won time", "deal won time", "won date", "signed", "signed on", "date signed"],
        "lost_on" => &["lost time", "deal lost time", "lost date"],
        _ => &[],
    }
}

const CUSTOMERS: &[&str] = &[
    "client",
    "client name",
    "customer name",
    "company",
    "company name",
    "organization",
    "organisation",
    "organization name",
    "deal organization",
    "deal organisation",
    "associated company",
    "associated company primary",
    "account",
    "account name",
    "prospect",
    "kunde",
    "auftraggeber",
    "cliente",
    "klant",
];
const TITLES: &[&str] = &[
    "deal name",
    "deal title",
    "deal",
    "project",
    "project name",
    "project title",
    "engagement",
    "opportunity",
    "opportunity name",
    "contract",
    "contract name",
    "job",
    "matter",
    "subject",
    "projekt",
    "proyecto",
    "projet",
    "name",
];
const STARTS: &[&str] = &[
    "start",
    "start date",
    "starts on",
    "starting",
    "begin",
    "begins",
    "begin date",
    "from",
    "contract start",
    "contract start date",
    "project start",
    "kick off",
    "startdatum",
    "beginn",
    "inicio",
    "debut",
];
const ENDS: &[&str] = &[
    "end",
    "end date",
    "ends on",
    "until",
    "to",
    "due",
    "due date",
    "due on",
    "deadline",
    "finish",
    "finish date",
    "contract end",
    "contract end date",
    "project end",
    "enddatum",
    "ende",
    "fin",
];
const VALUES: &[&str] = &[
    "amount",
    "deal value",
    "deal amount",
    "contract value",
    "project value",
    "total value",
    "total",
    "price",
    "fee",
    "budget",
    "worth",
    "wert",
    "betrag",
    "importe",
    "montant",
];
const REFERENCES: &[&str] = &[
    "record id",
    "deal id",
    "contract id",
    "opportunity id",
    "project id",
    "engagement id",
    "contract number",
    "contract no",
    "project number",
    "project no",
    "project code",
    "reference number",
    "id",
];

/// Columns of engagements beside those of their fields: what it is called in the file, and what the fields are worked out
/// of where the file does not name them outright.
pub(super) const BESIDE: &[Column] = &[
    column(Field::FileKey, "file_key", &[]),
    understood(Field::Status, "status", &["deal status", "opportunity status", "project status", "state", "estado", "statut"]),
    understood(Field::Currency, "currency", &["currency code", "deal currency", "deal currency of value", "currency of value"]),
    understood(
        Field::Closes,
        "closes",
        &["close date", "expected close date", "deal expected close date", "closing date", "expected close", "decision date"],
    ),
    understood(
        Field::Created,
        "created",
        &["create date", "created on", "created at", "created date", "date created", "deal created", "deal deal created"],
    ),
    understood(Field::Term, "term_months", &["contract term", "term", "months", "duration months"]),
    understood(Field::Deposit, "deposit", &["setup fee", "upfront"]),
    understood(Field::Monthly, "monthly", &["monthly amt", "monthly amount", "monthly fee", "monthly price", "monthly value"]),
];
