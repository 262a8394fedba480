//! Rows of records: what they point to, what the book has already, and what only all of them together can say.
//!
//! A name stands for one partner, offering, variant or prospect, a customer has one profile and one assessment a quarter:
//! such a row is there already or differs, and what is there wins. Of the others the n-th identical row of a file is the
//! n-th identical row of the book. What a single row may hold is checked by [`Kind::check`].

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use rusqlite::OptionalExtension;

use super::super::error::Error;
use super::super::records::{all, each, entity, insert, is_named, name_of, read, twin};
use super::super::row::Log;
use super::{Fresh, Intake, Trouble};
use crate::domain::currency::Currency;
use crate::domain::id::CustomerId;
use crate::domain::intake::{RecordRow, Refusal, Told, ToldQuarter, Who};
use crate::domain::money::{Minor, rounded};
use crate::domain::period::{Quarter, earliest, latest};
use crate::domain::practice::Referral;
use crate::domain::record::{Field, Kept, Kind, Record, Row, Shape, Target, Value, shown};
use crate::domain::text::Line;

/// Records met and made by an import.
pub(super) struct RecordsMet {
    fresh: Vec<Fresh>,
    /// The first ids of the file being read, by kind: older rows stand in the book.
    first_of_file: Vec<i64>,
    /// What stands in the book under a name, by kind; filled when first asked for.
    named: HashMap<Kind, HashMap<String, i64>>,
    /// How many rows of the book no row of the file was met with yet, by a hash of all that tells them apart.
    left: HashMap<Kind, HashMap<u64, u32>>,
    /// Who sent each customer, once a referral was read.
    senders: Option<HashMap<i64, Vec<i64>>>,
    hasher: BuildHasherDefault<DefaultHasher>,
}

impl RecordsMet {
    pub(super) fn new(log: &Log<'_>) -> Result<RecordsMet, Error> {
        let fresh = Kind::ALL.iter().map(|kind| Fresh::new(log, entity(*kind))).collect::<Result<Vec<_>, _>>()?;
        Ok(RecordsMet {
            first_of_file: fresh.iter().map(|fresh| fresh.next).collect(),
            fresh,
            named: HashMap::new(),
            left: HashMap::new(),
            senders: None,
            hasher: BuildHasherDefault::default(),
        })
    }

    pub(super) fn into_fresh(self) -> Vec<Fresh> {
        self.fresh
    }

    /// Another file begins: the rows of the files before it stand in the book.
    pub(super) fn begin_file(&mut self) {
        self.left.clear();
        self.first_of_file = self.fresh.iter().map(|fresh| fresh.next).collect();
    }

    /// An id for a new row.
    pub(super) fn next_id(&mut self, kind: Kind) -> i64 {
        self.fresh(kind).take()
    }

    /// Whether this import made a row.
    pub(super) fn is_new(&self, kind: Kind, id: i64) -> bool {
        self.fresh[kind as usize].is_new(id)
    }

    fn fresh(&mut self, kind: Kind) -> &mut Fresh {
        &mut self.fresh[kind as usize]
    }

    /// Takes one row of the book that equals this one off those left; whether there was any.
    fn meet(&mut self, log: &Log<'_>, row: &Row) -> Result<bool, Error> {
        let hash = |row: &Row| self.hasher.hash_one(apart(row));
        let left = match self.left.entry(row.kind) {
            Entry::Occupied(left) => left.into_mut(),
            Entry::Vacant(place) => {
                let mut left: HashMap<u64, u32> = HashMap::new();
                let first_of_file = self.first_of_file[row.kind as usize];
                each(log.tx, row.kind, &mut |there| {
                    if there.id < first_of_file {
                        *left.entry(hash(there)).or_default() += 1;
                    }
                })?;
                place.insert(left)
            }
        };
        Ok(match left.get_mut(&hash(row)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
    }

    /// The rows of a kind by the form their names match in.
    fn names(&mut self, log: &Log<'_>, kind: Kind) -> Result<&mut HashMap<String, i64>, Error> {
        Ok(match self.named.entry(kind) {
            Entry::Occupied(named) => named.into_mut(),
            Entry::Vacant(place) => place.insert(all(log.tx, kind)?.iter().map(|row| (name_of(row), row.id)).collect()),
        })
    }

    /// Whether a referral lets somebody be sent by whom they sent.
    fn closes_a_circle(&mut self, log: &Log<'_>, row: &Row) -> Result<bool, Error> {
        let Some((sender, sent)) = Referral::of_row(row).and_then(|referral| referral.arrow()) else { return Ok(false) };
        if self.senders.is_none() {
            let mut senders: HashMap<i64, Vec<i64>> = HashMap::new();
            for (sender, sent) in all(log.tx, Kind::Referral)?.iter().filter_map(Referral::of_row).filter_map(|known| known.arrow())
            {
                senders.entry(sent.0).or_default().push(sender.0);
            }
            self.senders = Some(senders);
        }
        let senders = self.senders.get_or_insert_default();
        let (mut above, mut passed) = (vec![sender.0], HashSet::new());
        while let Some(next) = above.pop() {
            if next == sent.0 {
                return Ok(true);
            }
            if passed.insert(next) {
                above.extend(senders.get(&next).into_iter().flatten());
            }
        }
        Ok(false)
    }

    /// Remembers who sent whom, once both have the ids they keep.
    fn remember_sender(&mut self, row: &Row) {
        let arrow = Referral::of_row(row).and_then(|referral| referral.arrow());
        if let (Some(senders), Some((sender, sent))) = (&mut self.senders, arrow) {
            senders.entry(sent.0).or_default().push(sender.0);
        }
    }
}

/// Customers a row brings with it, by the place of the field; made once nothing else is wrong with the row.
pub(super) type Newcomers = Vec<(usize, Arc<Who>)>;

/// How a file calls a customer.
fn called(who: &Who) -> &str {
    who.name.as_ref().or(who.id.as_ref()).map(Line::as_str).unwrap_or_default()
}

/// Whether two cells name the same new customer.
fn is_same(one: &Who, other: &Who) -> bool {
    let key = |who: &Who| (who.id.clone(), who.name.as_ref().map(Line::key));
    key(one) == key(other)
}

/// What tells a row from another of its kind. Put away or not it is the same, and of rivals either may stand first.
fn apart(row: &Row) -> Vec<&Value> {
    let mut apart: Vec<&Value> =
        row.kind.fields().iter().zip(&row.values).filter(|(field, _)| field.name != "archived").map(|(_, value)| value).collect();
    if row.kind == Kind::Rivals {
        apart[..2].sort();
    }
    apart
}

/// Whether rows of a kind bring customers with them, as documents do: somebody was worked for, or will be, or sent. What an owner
/// says of a customer is of one that is there.
fn brings_customers(kind: Kind) -> bool {
    matches!(kind, Kind::Effort | Kind::Referral | Kind::Engagement)
}

impl Intake<'_> {
    pub(super) fn take_record(&mut self, told: &RecordRow) -> Result<(), Trouble> {
        let (mut row, new) = self.row_of(told)?;
        let kind = row.kind;
        if let Err(wrong) = kind.check(&row) {
            return Err(self.refuse(told, wrong.field, &row, wrong.words));
        }
        if kind == Kind::Engagement {
            return self.take_work(told, row, &new);
        }
        if let Some(there) = self.there(&row)? {
            return match difference(&row, &there) {
                None => {
                    self.outcome.skipped_duplicates += 1;
                    Ok(())
                }
                Some(field) => {
                    let whose = if self.records.fresh(kind).is_new(there.id) { "one on a row above" } else { "one in the book" };
                    let stands = self.cell(field, there.get(field.name));
                    let stands = if stands.is_empty() { "nothing".to_owned() } else { stands };
                    Err(self.refuse(told, field.name, &row, format!("differs from the {whose}, {stands}")))
                }
            };
        }
        if !is_named(kind) && !kind.is_of_a_customer() && new.is_empty() && self.records.meet(&self.log, &row)? {
            self.outcome.skipped_duplicates += 1;
            return Ok(());
        }
        if kind == Kind::Referral && self.records.closes_a_circle(&self.log, &row)? {
            let reason = "they would have been sent, by way of others, by somebody they sent themselves";
            return Err(self.refuse(told, "from_customer", &row, reason));
        }
        for (at, who) in &new {
            row.values[*at] = self.customer(who, told.line)?.keep();
        }
        // Two ways of naming somebody new may turn out to be one.
        if let Some(wrong) = kind.check(&row).err().filter(|_| !new.is_empty()) {
            return Err(self.refuse(told, wrong.field, &row, wrong.words));
        }
        self.write_record(row)
    }

    fn write_record(&mut self, mut row: Row) -> Result<(), Trouble> {
        let kind = row.kind;
        row.id = self.records.fresh(kind).take();
        insert(self.log.tx, &row)?;
        if kind == Kind::Referral {
            self.records.remember_sender(&row);
        }
        if is_named(kind) {
            self.records.names(&self.log, kind)?.insert(name_of(&row), row.id);
        }
        self.outcome.imported.records.add(kind);
        if kind == Kind::Effort {
            self.outcome.minutes += row.get("hours").number().unwrap_or_default();
        }
        Ok(())
    }

    /// The row in which all it points to is found, and the customers that are not there yet.
    fn row_of(&mut self, told: &RecordRow) -> Result<(Row, Newcomers), Trouble> {
        let mut row = Row::blank(told.kind);
        let mut new = Newcomers::new();
        for (at, (field, said)) in told.kind.fields().iter().zip(&told.told).enumerate() {
            row.values[at] = match said {
                Told::Value(value) | Told::Assumed(value) => value.clone(),
                // It may stand further down: found once the row is taken in.
                Told::Named(Target::Engagement, _) => Value::Nothing,
                Told::Amount { digits, scale, currency } => {
                    self.amount(told.line, field, (*digits, *scale), currency.or(self.terms.currency))?
                }
                Told::Quarter(quarter) => self.quarter(told.line, field, *quarter)?,
                Told::Customer(who) => self.linked(told, (at, field), who, &mut new)?,
                Told::Named(Target::Variant, name) => self.variant(told.line, field, &row, name)?,
                Told::Named(target, name) => self.named(told.line, field, *target, name)?,
            };
        }
        Ok((row, new))
    }

    /// Minor units of an amount. It stands beside no document, so no rate of a day applies to it, only one given for
    /// this import.
    fn amount(&mut self, line: u64, field: &Field, (digits, scale): (i64, u32), named: Option<Currency>) -> Result<Value, Trouble> {
        let base = self.base(None)?;
        let written = decimal(digits, scale);
        let unit = 10i128.checked_pow(scale).unwrap_or(i128::MAX);
        let in_minor = |currency: Currency| {
            let minor = rounded(i128::from(digits) * 10i128.pow(u32::from(currency.decimals())), unit);
            i64::try_from(minor).ok().map(Minor).filter(|minor| minor.fits())
        };
        let minor = match named.filter(|currency| *currency != base) {
            None => in_minor(base),
            Some(other) => {
                let Some((_, rate)) = self.terms.rates.iter().find(|(currency, _)| *currency == other) else {
                    let reason = format!(
                        "is in {other}, and your book is kept in {base}: write what it came to in {base}, or add --rate {other}=N"
                    );
                    return Err(refused(line, field, &written, reason));
                };
                in_minor(other).and_then(|minor| rate.convert(minor, other, base))
            }
        };
        Ok(minor.ok_or_else(|| refused(line, field, &written, "is more than keepnet keeps (100 billion)"))?.keep())
    }

    /// The id of a customer. One that is not there yet is stood in for by a number no row has.
    fn linked(
        &mut self,
        told: &RecordRow,
        (at, field): (usize, &Field),
        who: &Arc<Who>,
        new: &mut Newcomers,
    ) -> Result<Value, Trouble> {
        if let Some(known) = self.known(who, told.line)? {
            return Ok(known.keep());
        }
        if !brings_customers(told.kind) {
            let reason = "no such customer in the book: correct it, or import the customers first";
            return Err(refused(told.line, field, called(who), reason));
        }
        let stand_in = new.iter().find(|(_, other)| is_same(other, who)).map_or(at, |(first, _)| *first);
        new.push((at, Arc::clone(who)));
        Ok(CustomerId(-1 - i64::try_from(stand_in).unwrap_or_default()).keep())
    }

    /// The id of an offering or a partner.
    fn named(&mut self, line: u64, field: &Field, target: Target, name: &Line) -> Result<Value, Trouble> {
        let kind = if target == Target::Offering { Kind::Offering } else { Kind::Partner };
        let known = self.records.names(&self.log, kind)?.get(&name.key()).copied();
        known.map(Value::Number).ok_or_else(|| {
            let reason = format!("no such {} in the book: correct it, or import the {} first", kind.noun(), kind.plural());
            refused(line, field, name.as_str(), reason)
        })
    }

    /// The id of a variant: within the row's offering, or the only one of that name.
    fn variant(&mut self, line: u64, field: &Field, row: &Row, name: &Line) -> Result<Value, Trouble> {
        let offering = row.get("offering").number();
        let variants = self.records.names(&self.log, Kind::Variant)?;
        let within = |offering: i64| variants.get(&format!("{offering} {}", name.key())).copied();
        let anywhere = || {
            let called = |key: &str| key.split_once(' ').is_some_and(|(_, known)| known == name.key());
            let mut all = variants.iter().filter(|(key, _)| called(key)).map(|(_, id)| *id);
            all.next().filter(|_| all.next().is_none())
        };
        let known = offering.map_or_else(anywhere, within);
        known.map(Value::Number).ok_or_else(|| {
            let reason = match offering {
                Some(_) => "no such variant of this offering in the book: correct it, or import the variants first",
                None => "not exactly one variant in the book has this name: name its offering too, or import the variants first",
            };
            refused(line, field, name.as_str(), reason)
        })
    }

    /// The customer a row names, where the book has it.
    fn known(&mut self, who: &Who, line: u64) -> Result<Option<CustomerId>, Trouble> {
        if let Some(found) = who.found.get() {
            return Ok(Some(*found));
        }
        let found = self.find(who, line)?;
        if let Some(found) = found {
            let _ = who.found.set(found);
        }
        Ok(found)
    }

    /// The first day of the quarter a row names.
    fn quarter(&self, line: u64, field: &Field, told: ToldQuarter) -> Result<Value, Trouble> {
        let start = self.settings.fiscal_start;
        let first = |quarter: Quarter| quarter.window(start).from;
        let day = match told {
            // As keepnet wrote it, whenever the year began then.
            ToldQuarter::Day(day) if self.terms.own_file && chrono::Datelike::day(&day) == 1 => day,
            ToldQuarter::Day(day) => first(Quarter::of(day, start)),
            ToldQuarter::Of(quarter) => first(quarter),
            ToldQuarter::Ago(ago) => {
                let Some(today) = self.terms.as_of else {
                    let reason = "counts from today, which moves on: write the quarter's first day, or 2026Q3";
                    return Err(refused(line, field, &format!("Q-{ago}"), reason));
                };
                first((0..ago).fold(Quarter::of(today, start), |quarter, _| quarter.before()))
            }
        };
        if (earliest()..=latest()).contains(&day) {
            Ok(day.keep())
        } else {
            Err(refused(line, field, &day.to_string(), "dates must lie between 1900 and 2999"))
        }
    }

    /// The row that is there where there may be one only.
    fn there(&mut self, row: &Row) -> Result<Option<Row>, Error> {
        if is_named(row.kind) {
            let id = self.records.names(&self.log, row.kind)?.get(&name_of(row)).copied();
            return id.map_or(Ok(None), |id| read(self.log.tx, row.kind, id));
        }
        if row.kind == Kind::CapacityWeek && row.get("archived") != &Value::Number(1) {
            return self.week_there(row);
        }
        twin(self.log.tx, row)
    }

    /// The days the book gives a week already.
    fn week_there(&self, row: &Row) -> Result<Option<Row>, Error> {
        let known = "SELECT id FROM capacity_week WHERE monday = ?1 AND archived = 0";
        let id = self.log.tx.prepare_cached(known)?.query_row([row.get("monday").text()], |row| row.get(0)).optional()?;
        id.map_or(Ok(None), |id| read(self.log.tx, Kind::CapacityWeek, id))
    }

    /// A value as a message quotes it.
    fn cell(&self, field: &Field, value: &Value) -> String {
        let name = |target, id| super::super::records::name(self.log.tx, target, id);
        shown(field.shape, value, self.settings.base(), &name)
    }

    pub(super) fn refuse(&self, told: &RecordRow, field: &str, row: &Row, reason: impl Into<String>) -> Trouble {
        let known = row.kind.field(field);
        let said = known.and_then(|known| told.told.get(row.kind.place(known.name)?));
        let value = match (known, said) {
            (_, Some(Told::Customer(who))) => called(who).to_owned(),
            (Some(known), _) => self.cell(known, row.get(known.name)),
            (None, _) => String::new(),
        };
        Trouble::Refused(Refusal::new(told.line, field, &value, reason))
    }
}

/// The first field in which two rows differ; put away or not they are the same.
fn difference(row: &Row, there: &Row) -> Option<&'static Field> {
    let is_none =
        |field: &Field, value: &Value| value.is_nothing() || matches!(field.shape, Shape::Flag(_)) && *value == Value::Number(0);
    let mut fields = row.kind.fields().iter().zip(row.values.iter().zip(&there.values));
    let differs = |field: &Field, (one, other): (&Value, &Value)| {
        let same_name = field.name == "name" && field.shape == Shape::Line;
        field.name != "archived" && !same_name && one != other && !(is_none(field, one) && is_none(field, other))
    };
    fields.find(|(field, values)| differs(field, *values)).map(|(field, _)| field)
}

/// An amount as it was written.
fn decimal(digits: i64, scale: u32) -> String {
    let unit = 10u64.checked_pow(scale).unwrap_or(u64::MAX);
    let (size, sign) = (digits.unsigned_abs(), if digits < 0 { "-" } else { "" });
    if scale == 0 {
        return format!("{sign}{size}");
    }
    format!("{sign}{}.{:0width$}", size / unit, size % unit, width = scale as usize)
}

fn refused(line: u64, field: &Field, value: &str, reason: impl Into<String>) -> Trouble {
    Trouble::Refused(Refusal::new(line, field.name, value, reason))
}
