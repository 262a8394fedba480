//! An import: a stream of rows taken in within one transaction, one step of the history.
//!
//! New rows get ids of their own range and no images: undo moves the range to the shelf. Rows that were there already
//! are changed through the one row primitive, with images. Memory is bounded whatever the file's size: the ledger of
//! the series settles when full, and of documents met again only those that do not match yet are remembered.

mod documents;
mod met;
mod parties;
mod records;
mod who;
mod works;
mod writing;

use std::collections::HashMap;

use rusqlite::{Transaction, params};

use super::error::Error;
use super::row::{self, Log, Origin};
use super::{Repository, begin_session, settings};
use crate::domain::change::DatedRate;
use crate::domain::currency::Currency;
use crate::domain::id::{BatchId, CustomerId, SessionId};
use crate::domain::intake::{Counts, Item, Outcome, Refusal, Row, Source, Terms};
use crate::domain::money::counted;
use crate::domain::progress::Progress;
use crate::domain::settings::{Name, Settings};
use crate::domain::text::shown;
use documents::Documents;
use parties::Links;
use records::RecordsMet;
use who::Parties;
use works::Works;

/// The ids an import gives out, per kind of row.
#[derive(Debug, Clone, Copy)]
struct Fresh {
    entity: &'static str,
    first: i64,
    next: i64,
}

impl Fresh {
    fn new(log: &Log<'_>, entity: &'static row::Entity) -> Result<Fresh, Error> {
        // Claiming no id tells where the next one would be.
        let first = row::next_id(log.tx, entity.name, 0)?;
        Ok(Fresh { entity: entity.name, first, next: first })
    }

    fn take(&mut self) -> i64 {
        self.next += 1;
        self.next - 1
    }

    fn is_new(&self, id: i64) -> bool {
        id >= self.first
    }

    /// Whether any row it was given for stands in the book.
    fn remains(&self, tx: &Transaction<'_>) -> Result<bool, Error> {
        let entity = row::entity(self.entity)?;
        for id in self.first..self.next {
            if entity.read(tx, id)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// An import under way.
struct Intake<'tx> {
    log: Log<'tx>,
    terms: Terms,
    settings: Settings,
    rates: Vec<DatedRate>,
    outcome: Outcome,
    parties: Parties,
    documents: Documents<'tx>,
    links: Links,
    segments: Fresh,
    records: RecordsMet,
    works: Works,
}

/// Why a row was not taken: the file's fault, or the book's.
enum Trouble {
    Refused(Refusal),
    Failed(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Failed(error)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Failed(error.into())
    }
}

impl Repository {
    /// Takes one file in, see [`Repository::take_all_in`].
    pub fn take_in(&mut self, source: &mut dyn Source, terms: &Terms, progress: &mut dyn Progress) -> Result<Outcome, Error> {
        let mut outcomes = self.take_all_in(&mut [(source, terms)], progress)?;
        Ok(outcomes.pop().unwrap_or_default())
    }

    /// Takes files in, in their order: all of them are one step. With a refused row in any of them nothing is written
    /// unless the terms skip bad rows; the outcomes say what was or would have been done either way.
    pub fn take_all_in(
        &mut self,
        files: &mut [(&mut dyn Source, &Terms)],
        progress: &mut dyn Progress,
    ) -> Result<Vec<Outcome>, Error> {
        // No copy is due here: whoever brings files in secures the book first, and a refused file must not leave a trace.
        self.check_writable()?;
        self.conn.pragma_update(None, "cache_size", -32_000)?;
        let outcomes = self.take_together(files, progress);
        self.conn.pragma_update(None, "cache_size", -2000)?;
        outcomes
    }

    fn take_together(
        &mut self,
        files: &mut [(&mut dyn Source, &Terms)],
        progress: &mut dyn Progress,
    ) -> Result<Vec<Outcome>, Error> {
        let at = self.now();
        let file_keys = self.file_keys.clone();
        let tx = self.begin()?;
        let session = begin_session(&tx, self.session, &at)?;
        let mut intake = Intake::begin(&tx, (session, &at), file_keys)?;
        let mut outcomes = Vec::new();
        for (source, terms) in files.iter_mut() {
            outcomes.push(intake.take_file(*source, terms, progress)?);
        }
        let (mut log, fresh, file_keys) = intake.end();
        let mut every = files.iter().zip(&outcomes);
        let all_or_nothing = every.any(|((_, terms), outcome)| terms.dry_run || outcome.refused_count > 0 && !terms.skip_bad);
        // Rows may have been taken out again: ids given out alone are no change.
        let mut changed = !log.is_empty();
        for fresh in fresh.iter().filter(|fresh| fresh.next > fresh.first) {
            changed |= fresh.remains(&tx)?;
        }
        if all_or_nothing || !changed {
            return Ok(outcomes);
        }
        let label = files.iter().map(|(_, terms)| terms.label.as_str()).collect::<Vec<_>>().join(", ");
        let batch = BatchId(row::next_id(&tx, "batch", 1)?);
        tx.execute("INSERT INTO batch (id, label) VALUES (?1, ?2)", params![batch.0, shown(&label, 200)])?;
        for fresh in fresh.iter().filter(|fresh| fresh.next > fresh.first) {
            row::next_id(&tx, fresh.entity, fresh.next - fresh.first)?;
            tx.execute(
                "INSERT INTO batch_range (batch, entity, first, last) VALUES (?1, ?2, ?3, ?4)",
                params![batch.0, fresh.entity, fresh.first, fresh.next - 1],
            )?;
        }
        log.touched.everything = true;
        let touched = log.close(&words(&label, &outcomes), Origin { batch: Some(batch), ..Origin::default() })?;
        tx.commit()?;
        self.session = Some(session);
        self.file_keys = file_keys;
        for outcome in &mut outcomes {
            outcome.change = touched.change;
        }
        self.acknowledge(&touched);
        Ok(outcomes)
    }
}

/// `Imported invoices.csv: 830 documents, 89 customers`.
fn words(label: &str, outcomes: &[Outcome]) -> String {
    let counts: Counts = outcomes.iter().map(|outcome| outcome.imported).sum();
    let updated: u64 = outcomes.iter().map(|outcome| outcome.updated).sum();
    let mut said = counts.words();
    if updated > 0 {
        said.push(counted(updated, "update", "updates"));
    }
    format!("Imported {}: {}", shown(label, 100), said.join(", "))
}

impl<'tx> Intake<'tx> {
    fn begin(
        tx: &'tx Transaction<'tx>,
        (session, at): (SessionId, &str),
        file_keys: HashMap<String, CustomerId>,
    ) -> Result<Intake<'tx>, Error> {
        let log = Log::open(tx, session, at)?;
        Ok(Intake {
            settings: settings::load(tx)?,
            rates: settings::load_rates(tx)?,
            outcome: Outcome::default(),
            parties: Parties::new(&log, file_keys)?,
            documents: Documents::new(&log)?,
            links: Links::default(),
            segments: Fresh::new(&log, &row::SEGMENT)?,
            records: RecordsMet::new(&log)?,
            works: Works::default(),
            terms: Terms::default(),
            log,
        })
    }

    /// Takes one file in; what was met in the files before it stands in the book.
    fn take_file(&mut self, source: &mut dyn Source, terms: &Terms, progress: &mut dyn Progress) -> Result<Outcome, Error> {
        self.terms = terms.clone();
        self.documents.begin_file();
        self.records.begin_file();
        self.works.begin_file();
        self.read(source, progress)?;
        self.finish()?;
        self.documents.imported += self.outcome.imported.invoices;
        Ok(std::mem::take(&mut self.outcome))
    }

    fn read(&mut self, source: &mut dyn Source, progress: &mut dyn Progress) -> Result<(), Error> {
        while let Some(items) = source.next_batch().map_err(|error| {
            Error::new(super::Kind::Unusable, error.0, "Nothing was changed.", "Check the file at that place and import it again.")
        })? {
            let (done, total) = source.position();
            progress.step("reading", done, total)?;
            for item in items {
                let taken = match item {
                    Item::Refused(refusal) => Err(Trouble::Refused(refusal)),
                    Item::Row(row) => self.take(row),
                };
                match taken {
                    Ok(()) => {}
                    Err(Trouble::Refused(refusal)) => self.outcome.refuse(refusal),
                    Err(Trouble::Failed(error)) => return Err(error),
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, row: Row) -> Result<(), Trouble> {
        match row {
            Row::Invoice(row) => self.take_document(row),
            Row::Customer(row) => self.take_customer(*row),
            Row::Person(row) => self.take_person(*row),
            Row::Segment(row) => self.take_segment(*row),
            Row::Record(row) => self.take_record(&row),
            Row::Setting { name, kept } => self.take_setting(name, &kept),
            Row::Rate(rate) => self.take_rate(&rate),
        }
    }

    /// The open step, the ids given out and the customers files called by their own keys.
    fn end(self) -> (Log<'tx>, Vec<Fresh>, HashMap<String, CustomerId>) {
        let ([customers, external_ids, people], file_keys) = self.parties.into_fresh();
        let mut fresh = vec![self.segments, customers, external_ids, people, self.documents.into_fresh()];
        fresh.extend(self.records.into_fresh());
        (self.log, fresh, file_keys)
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.write_documents()?;
        self.link_groups()?;
        self.link_works()?;
        self.refuse_unmatched();
        self.outcome.refused.sort_by_key(|refusal| refusal.line);
        Ok(())
    }

    /// A setting of a book's own export: taken where this book has none of its own.
    fn take_setting(&mut self, name: Name, kept: &str) -> Result<(), Trouble> {
        let Some(next) = self.settings.read(name, kept) else {
            return Err(Trouble::Refused(Refusal::new(0, name.word(), kept, "this setting cannot have that value")));
        };
        let (now, default) = (self.settings.kept(name), Settings::default().kept(name));
        if now.as_deref() == Some(kept) {
            return Ok(());
        }
        if name == Name::Currency && (now != default || super::invoices::exist(self.log.tx)?) {
            // Amounts, rates and converted documents of the file are in its currency: none of them would mean the same here.
            let base = self.settings.base();
            return Err(Trouble::Failed(Error::refused(
                format!("This file holds a book kept in {}, and yours is kept in {base}.", shown(kept, 10)),
                "Import it into a book of its own: keepnet --book NEW.keepnet import FILE.",
            )));
        }
        if now != default {
            self.outcome.notes.push(format!("Your own setting {} {} was kept.", name.word(), self.settings.shown(name)));
            return Ok(());
        }
        settings::save_differing(&mut self.log, &self.settings, &next)?;
        self.settings = next;
        self.outcome.imported.settings += 1;
        Ok(())
    }

    fn take_rate(&mut self, rate: &DatedRate) -> Result<(), Trouble> {
        if self.rates.iter().any(|known| known.currency == rate.currency && known.from == rate.from) {
            return Ok(());
        }
        if settings::write_rate(&mut self.log, rate)? {
            self.rates.push(*rate);
            self.outcome.imported.settings += 1;
            settings::convert_uncounted(&mut self.log, rate.currency, self.settings.base())?;
        }
        Ok(())
    }

    /// The book's currency; a book without one gets it from its first document, unless rates or documents stand in the
    /// one assumed before.
    fn base(&mut self, named: Option<Currency>) -> Result<Currency, Error> {
        if let Some(currency) = self.settings.currency {
            return Ok(currency);
        }
        let is_open = self.rates.is_empty() && !super::invoices::exist(self.log.tx)?;
        let chosen = self.terms.currency.or(named).filter(|_| is_open);
        let currency = chosen.unwrap_or(self.settings.base());
        let next = self.settings.in_currency(currency);
        settings::save_differing(&mut self.log, &self.settings, &next)?;
        self.settings = next;
        Ok(currency)
    }
}
