//! The one primitive that writes a row and its images, for every entity: undo of anything rests on it.
//!
//! An [`Entity`] is a table whose rows an owner may change. [`Log`] is an open step: each row written through it leaves
//! one `change_row` with the row as it was and as it is, and tells the series ledger what became of a document. The SQL
//! of an entity is put together at build time from its column list.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, Transaction, params, params_from_iter};
use serde_json::{Map, Value};

use super::error::Error;
use super::invoices;
use super::series::Ledger;
use crate::domain::change::Touched;
use crate::domain::id::{BatchId, ChangeId, CustomerId, InvoiceId, PersonId, SegmentId, SessionId};
use crate::domain::record::Kind as RecordKind;

/// A row as JSON, by column name, the id left out. An image written by an older keepnet lacks the columns added since.
pub(super) type Image = Map<String, Value>;

/// A table whose rows an owner may change.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entity {
    /// The table's name.
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    /// One row: the id, then the columns.
    pub(super) select: &'static str,
    /// Every row, by id.
    pub(super) select_all: &'static str,
    insert: &'static str,
    update: &'static str,
    delete: &'static str,
    /// Moves the rows of an id range to the shelf, and back.
    pub(super) to_shelf: [&'static str; 2],
    /// Moves them back.
    pub(super) from_shelf: [&'static str; 2],
}

macro_rules! placeholder {
    ($column:literal) => {
        ", ?"
    };
}

macro_rules! entity {
    ($(#[$doc:meta])* $constant:ident, $name:literal, $($column:literal),+ $(,)?) => {
        $(#[$doc])*
        pub(super) static $constant: Entity = Entity {
            name: $name,
            columns: &[$($column),+],
            select: concat!("SELECT id", $(", ", $column,)+ " FROM ", $name, " WHERE id = ?1"),
            select_all: concat!("SELECT id", $(", ", $column,)+ " FROM ", $name, " ORDER BY id"),
            insert: concat!("INSERT INTO ", $name, " (id", $(", ", $column,)+ ") VALUES (?", $(placeholder!($column),)+ ")"),
            update: concat!("UPDATE ", $name, " SET id = ?", $(", ", $column, " = ?",)+ " WHERE id = ?1"),
            delete: concat!("DELETE FROM ", $name, " WHERE id = ?1"),
            to_shelf: [
                concat!("INSERT INTO shelf_", $name, " (id", $(", ", $column,)+ ") SELECT id", $(", ", $column,)+ " FROM ", $name, " WHERE id BETWEEN ?1 AND ?2"),
                concat!("DELETE FROM ", $name, " WHERE id BETWEEN ?1 AND ?2"),
            ],
            from_shelf: [
                concat!("INSERT INTO ", $name, " (id", $(", ", $column,)+ ") SELECT id", $(", ", $column,)+ " FROM shelf_", $name, " WHERE id BETWEEN ?1 AND ?2"),
                concat!("DELETE FROM shelf_", $name, " WHERE id BETWEEN ?1 AND ?2"),
            ],
        };
    };
}

entity!(SETTING, "setting", "name", "value");
entity!(RATE, "rate", "currency", "since", "rate");
entity!(SEGMENT, "segment", "name", "name_key", "kind", "criteria", "channels", "phrases", "archived");
entity!(
    CUSTOMER,
    "customer",
    "name",
    "name_key",
    "placeholder",
    "tags",
    "trade",
    "parent",
    "segment",
    "since",
    "source",
    "notice_days",
    "note",
    "archived"
);
entity!(EXTERNAL_ID, "external_id", "customer", "value");
entity!(PERSON, "person", "customer", "name", "role", "sponsor", "email", "phone", "left_on");
entity!(
    INVOICE,
    "invoice",
    "customer",
    "number",
    "occurrence",
    "issued",
    "paid",
    "amount",
    "currency",
    "rate",
    "base",
    "credit",
    "status",
    "title"
);

entity!(PARTNER, "partner", "name", "takes", "person", "email", "phone", "note", "archived");
entity!(
    OFFERING,
    "offering",
    "name",
    "core",
    "does",
    "does_not",
    "partner",
    "process_pages",
    "process_revised",
    "list_price",
    "standing",
    "company",
    "good_at",
    "enjoy",
    "launched",
    "public",
    "slots",
    "archived"
);
entity!(VARIANT, "variant", "offering", "name", "supported", "learned", "note", "archived");
entity!(
    ENGAGEMENT,
    "engagement",
    "customer",
    "title",
    "stage",
    "offering",
    "variant",
    "core",
    "starts",
    "ends",
    "days_per_week",
    "total_days",
    "value",
    "rate",
    "odds",
    "first_contact",
    "term_end",
    "renewal_of",
    "expects",
    "renewal",
    "reason",
    "supported",
    "documented",
    "agreed",
    "note",
    "reference",
    "lead_on",
    "talking_on",
    "proposal_on",
    "verbal_on",
    "booked_on",
    "done_on",
    "lost_on",
    "archived"
);
entity!(CAPACITY_WEEK, "capacity_week", "monday", "days", "note", "archived");
entity!(
    PROFILE,
    "profile",
    "customer",
    "life_stage",
    "integration",
    "pace",
    "need_state",
    "alternatives",
    "preferences",
    "best_work",
    "exclusive",
    "exclusive_reason",
    "exclusive_premium",
    "exclusive_ends"
);
entity!(
    ASSESSMENT,
    "assessment",
    "customer",
    "quarter",
    "fit",
    "margin",
    "cost_to_win",
    "ease",
    "refers",
    "core_work",
    "enjoy",
    "price",
    "prospect",
    "feel",
    "mood_words",
    "traits",
    "fit_confirmed",
    "mood_confirmed"
);
entity!(EFFORT, "effort", "customer", "date", "kind", "hours", "cost", "note", "archived");
entity!(
    REFERRAL,
    "referral",
    "customer",
    "from_customer",
    "from_partner",
    "to_partner",
    "weight",
    "date",
    "outcome",
    "note",
    "archived"
);
entity!(RIVALS, "rivals", "one", "other", "note", "archived");
entity!(MOOD_PROFILE, "mood_profile", "answered", "natural", "attracts", "favourites", "work_in", "words");
entity!(WANTED, "wanted", "profile", "said", "archived");
entity!(PROSPECT, "prospect", "name", "customer", "why", "homework", "homework_done", "archived");

/// Every entity, parents before children.
pub(super) static ENTITIES: [&Entity; 20] = [
    &SETTING,
    &RATE,
    &SEGMENT,
    &CUSTOMER,
    &EXTERNAL_ID,
    &PERSON,
    &INVOICE,
    &PARTNER,
    &OFFERING,
    &VARIANT,
    &ENGAGEMENT,
    &CAPACITY_WEEK,
    &PROFILE,
    &ASSESSMENT,
    &EFFORT,
    &REFERRAL,
    &RIVALS,
    &MOOD_PROFILE,
    &WANTED,
    &PROSPECT,
];

/// The entity of a name kept in the log.
pub(super) fn entity(name: &str) -> Result<&'static Entity, Error> {
    ENTITIES.into_iter().find(|entity| entity.name == name).ok_or_else(|| Error::damaged("the history names an unknown table"))
}

/// A column of an image as a value of the database.
fn sql(value: Option<&Value>) -> Result<Sql, Error> {
    match value {
        None | Some(Value::Null) => Ok(Sql::Null),
        Some(Value::Bool(flag)) => Ok(Sql::Integer(i64::from(*flag))),
        Some(Value::Number(number)) => {
            number.as_i64().map(Sql::Integer).ok_or_else(|| Error::damaged("the history holds a number that is none"))
        }
        Some(Value::String(text)) => Ok(Sql::Text(text.clone())),
        Some(_) => Err(Error::damaged("the history holds a value that is none")),
    }
}

impl Entity {
    /// The row as it stands.
    pub(super) fn read(&self, tx: &Transaction<'_>, id: i64) -> Result<Option<Image>, Error> {
        let image = tx
            .prepare_cached(self.select)?
            .query_row([id], |row| {
                let mut image = Image::new();
                for (index, column) in self.columns.iter().enumerate() {
                    let value = match row.get_ref(index + 1)? {
                        ValueRef::Integer(number) => Value::from(number),
                        ValueRef::Text(_) => Value::from(row.get::<_, String>(index + 1)?),
                        _ => Value::Null,
                    };
                    image.insert((*column).to_owned(), value);
                }
                Ok(image)
            })
            .optional()?;
        Ok(image)
    }

    /// Changes a row that has no images to keep: one the open import made itself.
    pub(super) fn rewrite(&self, tx: &Transaction<'_>, id: i64, image: &Image) -> Result<(), Error> {
        self.write(tx, id, Some(image), Some(image))
    }

    /// Inserts a row of an import, which keeps no image.
    pub(super) fn add(&self, conn: &Connection, id: i64, image: &Image) -> Result<(), Error> {
        let mut values = vec![Sql::Integer(id)];
        for column in self.columns {
            values.push(sql(image.get(*column))?);
        }
        conn.prepare_cached(self.insert)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn write(&self, tx: &Transaction<'_>, id: i64, before: Option<&Image>, after: Option<&Image>) -> Result<(), Error> {
        let Some(after) = after else {
            tx.prepare_cached(self.delete)?.execute([id])?;
            return Ok(());
        };
        let mut values = vec![Sql::Integer(id)];
        for column in self.columns {
            // A column the image does not know keeps what the row has.
            let value = after.get(*column).or_else(|| before.and_then(|before| before.get(*column)));
            values.push(sql(value)?);
        }
        let statement = if before.is_some() { self.update } else { self.insert };
        tx.prepare_cached(statement)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

/// Whether a row equals an image, in the columns the image knows.
fn same(row: Option<&Image>, image: Option<&Image>) -> bool {
    match (row, image) {
        (None, None) => true,
        (Some(row), Some(image)) => image.iter().all(|(column, value)| row.get(column).unwrap_or(&Value::Null) == value),
        _ => false,
    }
}

/// An open step of the change log. Dropped without [`Log::close`], its transaction rolls everything back.
pub(super) struct Log<'tx> {
    pub(super) tx: &'tx Transaction<'tx>,
    pub(super) change: ChangeId,
    pub(super) touched: Touched,
    pub(super) ledger: Ledger,
}

/// What a step is, beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origin<'a> {
    pub(super) undoes: Option<ChangeId>,
    pub(super) batch: Option<BatchId>,
    pub(super) copy: Option<&'a str>,
}

impl<'tx> Log<'tx> {
    /// Opens the next step; its words come when it closes.
    pub(super) fn open(tx: &'tx Transaction<'tx>, session: SessionId, at: &str) -> Result<Log<'tx>, Error> {
        let change = ChangeId(next_id(tx, "change", 1)?);
        tx.prepare_cached("INSERT INTO change (id, at, session, words) VALUES (?1, ?2, ?3, '')")?
            .execute(params![change.0, at, session.0])?;
        Ok(Log { tx, change, touched: Touched::default(), ledger: Ledger::default() })
    }

    /// Refuses an edit of a row, or one that points to a row, which another window took away meanwhile. 0 is a new row.
    pub(super) fn expect(&self, entity: &'static Entity, id: i64) -> Result<(), Error> {
        if id == 0 || entity.read(self.tx, id)?.is_some() {
            return Ok(());
        }
        Err(Error::refused(
            format!("The {} this edit is about is not in the book any more.", entity.name),
            "Look at the book again; an undo in another window may have taken it away.",
        ))
    }

    /// Writes a row (`None`: takes it away) and its images. Nothing is written where nothing changes.
    pub(super) fn write(&mut self, entity: &'static Entity, id: i64, after: Option<&Image>) -> Result<bool, Error> {
        let before = entity.read(self.tx, id)?;
        if same(before.as_ref(), after) {
            return Ok(false);
        }
        self.replace(entity, id, before.as_ref(), after)?;
        Ok(true)
    }

    /// Puts a row back as it was before a step, provided it still is as that step left it.
    pub(super) fn put_back(
        &mut self,
        entity: &'static Entity,
        id: i64,
        left: Option<&Image>,
        back: Option<&Image>,
    ) -> Result<(), Error> {
        let now = entity.read(self.tx, id)?;
        if !same(now.as_ref(), left) {
            return Err(Error::refused(
                "Something this step touched was changed again since, by another window.",
                "Undo it there first, or change it by hand.",
            ));
        }
        self.replace(entity, id, now.as_ref(), back)
    }

    fn replace(&mut self, entity: &'static Entity, id: i64, before: Option<&Image>, after: Option<&Image>) -> Result<(), Error> {
        entity.write(self.tx, id, before, after)?;
        let text = |image: Option<&Image>| image.map(|image| Value::Object(image.clone()).to_string());
        self.tx
            .prepare_cached("INSERT INTO change_row (change, entity, row, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.change.0, entity.name, id, text(before), text(after)])?;
        if entity == &INVOICE {
            for (image, comes) in [(before, false), (after, true)] {
                if let Some((customer, entry)) = image.map(invoices::entry).transpose()?.flatten() {
                    self.ledger.note(self.tx, customer, entry, comes)?;
                }
            }
        }
        self.touch(entity, id, before.or(after));
        Ok(())
    }

    fn touch(&mut self, entity: &'static Entity, id: i64, image: Option<&Image>) {
        let touched = &mut self.touched;
        match entity.name {
            "setting" | "rate" => touched.settings = true,
            "segment" => touched.segments.push(SegmentId(id)),
            "customer" => touched.customers.push(CustomerId(id)),
            "external_id" => {
                touched.customers.extend(image.and_then(|image| image.get("customer")?.as_i64()).map(CustomerId));
            }
            "person" => touched.people.push(PersonId(id)),
            "invoice" => touched.invoices.push(InvoiceId(id)),
            name => touched.records.extend(RecordKind::of_table(name).map(|kind| (kind, id))),
        }
    }

    /// Whether any row was written through this step.
    pub(super) fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    /// Settles the series and says what the step was. What was touched comes back without doubles.
    pub(super) fn close(mut self, words: &str, origin: Origin<'_>) -> Result<Touched, Error> {
        self.ledger.settle(self.tx)?;
        self.tx.prepare_cached("UPDATE change SET words = ?2, undoes = ?3, batch = ?4, copy = ?5 WHERE id = ?1")?.execute(
            params![self.change.0, words, origin.undoes.map(|undoes| undoes.0), origin.batch.map(|batch| batch.0), origin.copy],
        )?;
        let mut touched = self.touched;
        touched.change = Some(self.change);
        words.clone_into(&mut touched.words);
        touched.series = self.ledger.customers();
        touched.settle();
        Ok(touched)
    }
}

/// Gives out `count` fresh ids of an entity and returns the first.
pub(super) fn next_id(tx: &Transaction<'_>, entity: &str, count: i64) -> Result<i64, Error> {
    let last: i64 = tx
        .prepare_cached(
            "INSERT INTO sequence (entity, last) VALUES (?1, ?2) \
             ON CONFLICT (entity) DO UPDATE SET last = last + excluded.last RETURNING last",
        )?
        .query_row(params![entity, count], |row| row.get(0))?;
    Ok(last - count + 1)
}
