//! Which row of a file holds the headings, what kind of file that makes it, and the sentence for one that is none.
//!
//! The columns themselves are assigned in `mapping`.

use super::Request;
use super::heading::{Heading, compared, listed};
use super::mapping::{Mapping, assign, assigned, column_named, heading_named, unknown_field};
use super::refused::Refused;
use super::sniff::Sample;
use crate::domain::columns::{Field, FileKind};
use crate::domain::record::Kind;
use crate::domain::text::shown;

/// How far down the headings may stand.
const HEADING_ROWS: usize = 20;
/// How many rows decide whether a column holds what its heading says.
const LOOKED_AT: usize = 500;

/// The headings of a file, found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: FileKind,
    pub(super) mapping: Mapping,
    /// Which row of the sample holds the headings.
    pub(super) row: usize,
    /// Fields the owner gave a column.
    pub(super) told: Vec<Field>,
}

/// Finds the headings and what they stand for.
pub(super) fn find(sample: &Sample, request: &Request) -> Result<Found, Refused> {
    let mut best: Option<((bool, usize), Found)> = None;
    let mut not_found = None;
    for (row, (_, record)) in sample.rows.iter().take(HEADING_ROWS).enumerate() {
        let headings = Heading::all(record);
        let Some(kind) = request.kind.or_else(|| kind_of(&headings, request)) else { continue };
        let below = &sample.rows[row + 1..sample.rows.len().min(row + 1 + LOOKED_AT)];
        let (mapping, told) = match assigned(kind, headings, request, below) {
            Ok(assigned) => assigned,
            Err(refused @ Refused::ColumnNotFound { .. }) => {
                // The headings may stand further down; the widest row speaks for the file if none does.
                not_found.get_or_insert(refused);
                continue;
            }
            Err(refused) => return Err(refused),
        };
        let score = (missing(kind, &mapping).is_empty(), mapping.count());
        if mapping.count() > 0 && best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, Found { kind, mapping, row, told }));
        }
    }
    let Some((_, found)) = best else {
        return Err(not_found.unwrap_or_else(|| unrecognised(sample, request)));
    };
    let missing = missing(found.kind, &found.mapping);
    if !missing.is_empty() {
        return Err(lacking(&missing, &found.mapping.headings));
    }
    match found.mapping.doubled(found.kind) {
        Some(heading) => Err(Refused::Doubled(heading.to_owned())),
        None => Ok(found),
    }
}

/// What a kind of file cannot do without, as fields for `--map` with words for them.
fn missing(kind: FileKind, mapping: &Mapping) -> Vec<(&'static str, &'static str)> {
    let has = |field| mapping.has(field);
    let mut missing = Vec::new();
    let customer = has(Field::Customer) || has(Field::CustomerId);
    match kind {
        FileKind::Invoices => {
            if !has(Field::Date) {
                missing.push(("the date", "date"));
            }
            if !(has(Field::Amount) || has(Field::Total) || has(Field::Price) && has(Field::Quantity)) {
                missing.push(("the amount", "amount"));
            }
            if !customer {
                missing.push(("the customer", "customer"));
            }
        }
        FileKind::Customers => {
            if !customer && !has(Field::Person) && !has(Field::FirstName) && !has(Field::LastName) {
                missing.push(("the customer", "customer"));
            }
        }
        FileKind::People => {
            if !has(Field::Person) && !has(Field::FirstName) && !has(Field::LastName) {
                missing.push(("the person's name", "person"));
            }
            if !customer {
                missing.push(("the customer", "customer"));
            }
        }
        FileKind::Segments => {
            if !has(Field::Segment) {
                missing.push(("the segment's name", "segment"));
            }
        }
        FileKind::Records(record) => missing.extend(missing_of(record, mapping)),
    }
    missing
}

/// What rows of records cannot do without; of time it is the hours or the cost, and the kind may be told from the rest.
fn missing_of(record: Kind, mapping: &Mapping) -> Vec<(&'static str, &'static str)> {
    let has = |name: &str| {
        let place = record.place(name).and_then(|at| u8::try_from(at).ok());
        place.is_some_and(|at| mapping.has(Field::Own(at)) || mapping.has(Field::OwnId(at)))
    };
    let needed = record.fields().iter().filter(|field| field.needed && !has(field.name));
    let mut missing: Vec<_> = needed.map(|field| (field.name, field.name)).collect();
    if record == Kind::Engagement {
        missing.retain(|(_, name)| *name != "stage");
        if !has("customer") && !has("title") {
            missing.push(("the customer", "customer"));
        }
    }
    if record == Kind::Effort {
        missing.retain(|(_, name)| *name != "kind");
        if !has("hours") && !has("cost") {
            missing.push(("the hours", "hours"));
        }
    }
    missing
}

fn lacking(missing: &[(&str, &str)], headings: &[Heading]) -> Refused {
    let words = missing.iter().map(|(words, _)| *words).collect::<Vec<_>>().join(" or ");
    let flags = missing.iter().map(|(_, field)| format!("--map {field}=COLUMN")).collect::<Vec<_>>().join(" ");
    let money = missing.iter().any(|(_, field)| *field == "amount");
    let caution = if money { " (freight, fees and tax alone are not taken for revenue)" } else { "" };
    Refused::Missing {
        missing: words,
        found: listed(headings),
        next: format!("If the file has it, name its column with {flags}{caution}"),
    }
}

/// The sentence for a file in which no row reads as headings of any kind.
fn unrecognised(sample: &Sample, request: &Request) -> Refused {
    let records = || sample.rows.iter().take(HEADING_ROWS);
    let first = records().next().map_or_else(Vec::new, |(_, record)| Heading::all(record));
    for (field, column) in &request.map {
        if FileKind::ALL.into_iter().all(|kind| column_named(kind, field).is_none()) {
            return unknown_field(FileKind::Invoices, field);
        }
        if records().all(|(_, record)| heading_named(&Heading::all(record), column).is_none()) {
            return Refused::ColumnNotFound { column: shown(column, 60), found: listed(&first) };
        }
    }
    let closest = records().map(|(_, record)| {
        let headings = Heading::all(record);
        let mapping = assigned(FileKind::Invoices, headings, &Request { map: Vec::new(), ..request.clone() }, &[]).ok();
        mapping.map_or_else(|| Mapping::new(Vec::new()), |(mapping, _)| mapping)
    });
    if let Some(mapping) = closest.rev().max_by_key(Mapping::count).filter(|mapping| mapping.count() > 1) {
        return lacking(&missing(FileKind::Invoices, &mapping), &mapping.headings);
    }
    Refused::NoHeadings { found: listed(&first) }
}

/// The kind a row of headings belongs to. Files keepnet wrote are known by their own headings.
fn kind_of(headings: &[Heading], request: &Request) -> Option<FileKind> {
    let has = |name: &str| headings.iter().any(|heading| heading.key == compared(name));
    let written = |kind: FileKind| {
        // Segments were written without the last one once.
        let later = |field| kind == FileKind::Segments && field == Field::Archived;
        kind.columns().iter().filter(|column| column.written && !later(column.field)).all(|column| has(column.name))
    };
    if let Some(kind) = FileKind::ALL.into_iter().find(|kind| written(*kind)) {
        return Some(kind);
    }
    let fields = |kind: FileKind| {
        let mut mapping = Mapping::new(headings.to_vec());
        assign(kind, &mut mapping, &|_, _| true);
        for (field, column) in &request.map {
            if let (Some(found), Some(at)) = (column_named(kind, field), heading_named(headings, column)) {
                mapping.set(found.field, Some(at));
            }
        }
        mapping
    };
    let invoices = fields(FileKind::Invoices);
    let lacks = missing(FileKind::Invoices, &invoices);
    if lacks.iter().all(|(_, field)| *field == "customer") {
        return Some(FileKind::Invoices);
    }
    if is_time_sheet(&fields(FileKind::TIME)) {
        return Some(FileKind::TIME);
    }
    if is_of_work(&fields(FileKind::WORK)) {
        return Some(FileKind::WORK);
    }
    let customers = fields(FileKind::Customers);
    let named = [Field::Customer, Field::Person, Field::FirstName, Field::LastName].into_iter().any(|field| customers.has(field));
    // Orders without a date or an amount are no list of customers.
    let number = invoices.has(Field::Number) && !matches!(invoices.key(Field::Number), "id" | "reference" | "no" | "num");
    let priced = [Field::Total, Field::Price, Field::Quantity].into_iter().any(|field| invoices.has(field));
    let documents = priced || number && (invoices.has(Field::Date) || invoices.has(Field::Amount));
    let other = headings.iter().any(|heading| OF_OTHER_LISTS.contains(&heading.key.as_str()));
    (named && !documents && !other).then_some(FileKind::Customers)
}

/// Whether hours stand on days beside whom or what they went into.
fn is_time_sheet(time: &Mapping) -> bool {
    let own = |name: &str| {
        let place = Kind::Effort.place(name).and_then(|at| u8::try_from(at).ok());
        place.is_some_and(|at| time.has(Field::Own(at)) || time.has(Field::OwnId(at)))
    };
    let into = [Field::Project, Field::Task, Field::Billable].into_iter().any(|field| time.has(field));
    own("hours") && own("date") && (own("customer") || into)
}

/// Whether somebody's work has a stage, a first and a last day, or days a week.
fn is_of_work(work: &Mapping) -> bool {
    let column = |name: &str| FileKind::WORK.own(name).filter(|field| work.has(*field));
    let customer_id = match FileKind::WORK.own("customer") {
        Some(Field::Own(at)) => work.has(Field::OwnId(at)),
        _ => false,
    };
    let whose = column("customer").is_some() || column("title").is_some() || customer_id;
    let staged = column("stage").is_some_and(|field| work.key(field).contains("stage"));
    let lasts = work.has(Field::Term) || ["ends", "days_per_week", "total_days"].into_iter().any(|name| column(name).is_some());
    whose && (staged || column("starts").is_some() && lasts)
}

/// Headings of time sheets, deals and journals: these name customers and are no lists of them.
const OF_OTHER_LISTS: [&str; 12] = [
    "hours",
    "duration",
    "duration h",
    "start date",
    "start time",
    "stage",
    "deal name",
    "deal stage",
    "deal title",
    "deal status",
    "debit",
    "credit",
];

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;

    fn sample(rows: &[&str]) -> Sample {
        let record = |row: &&str| StringRecord::from(row.split(',').collect::<Vec<_>>());
        Sample { rows: (1..).zip(rows.iter().map(record)).collect(), whole: true, damaged: false }
    }

    fn found(rows: &[&str], map: &[(&str, &str)]) -> Result<Found, Refused> {
        let map = map.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect();
        find(&sample(rows), &Request { map, ..Request::default() })
    }

    fn used(rows: &[&str], map: &[(&str, &str)]) -> (FileKind, usize, String) {
        let found = found(rows, map).unwrap();
        let used: Vec<String> =
            found.mapping.used(found.kind).iter().map(|(field, heading)| format!("{field}={heading}")).collect();
        (found.kind, found.row, used.join(" "))
    }

    #[test]
    fn invoices_are_known_by_a_date_and_an_amount() {
        let (kind, row, columns) = used(
            &[
                "My Firm Ltd",
                "Invoices 2025",
                "Client,Invoice #,Issue Date,Sub total,VAT,Total,State",
                "Ada,1,2025-01-10,100,20,120,open",
            ],
            &[],
        );
        assert_eq!((kind, row), (FileKind::Invoices, 2));
        assert_eq!(columns, "customer=Client number=Invoice # date=Issue Date total=Sub total tax=VAT status=State");
    }

    #[test]
    fn a_column_must_hold_what_its_heading_says() {
        let (_, _, columns) = used(&["Customer,Date,Amount,Paid,State,Type", "Ada,2025-01-10,100,true,CA,Retail"], &[]);
        assert_eq!(columns, "customer=Customer date=Date amount=Amount");
        let (_, _, columns) = used(&["Customer,Date,Amount", "Ada,soon,much"], &[]);
        assert_eq!(columns, "customer=Customer date=Date amount=Amount");
    }

    #[test]
    fn a_rate_beside_a_quantity_is_a_price() {
        let (_, _, columns) = used(&["Client,Date,Rate,Quantity", "Ada,2025-01-10,125,10"], &[]);
        assert_eq!(columns, "customer=Client date=Date price=Rate quantity=Quantity");
        let (_, _, columns) = used(&["Client,Date,Amount,Currency,Rate", "Ada,2025-01-10,125,EUR,1.1"], &[]);
        assert_eq!(columns, "customer=Client date=Date amount=Amount currency=Currency rate=Rate");
    }

    #[test]
    fn customers_are_known_by_a_name() {
        let (kind, _, columns) = used(&["CustomerId,FirstName,LastName,Company,Phone", "1,Ada,Byron,,"], &[]);
        assert_eq!(kind, FileKind::Customers);
        assert_eq!(columns, "customer=Company customer_id=CustomerId first_name=FirstName last_name=LastName phone=Phone");
        let (_, _, columns) = used(&["customer_id,company_name,contact_name,contact_title", "A,Acme,Ada,Owner"], &[]);
        assert_eq!(columns, "customer=company_name customer_id=customer_id person=contact_name role=contact_title");
        let (_, _, columns) = used(&["*ContactName,FirstName,LastName", "Acme,Ada,Byron"], &[]);
        assert_eq!(columns, "customer=*ContactName first_name=FirstName last_name=LastName");
    }

    #[test]
    fn work_is_known_by_a_stage_or_by_a_first_and_a_last_day() {
        let known = |headings: &str, row: &str| {
            let (kind, _, columns) = used(&[headings, row], &[]);
            assert_eq!(kind, FileKind::WORK, "{headings}");
            columns
        };
        assert_eq!(
            known(
                "Record ID,Deal Name,Deal Stage,Close Date,Amount,Create Date,Associated Company",
                "7,Portal,Contract Sent,2026-03-01,5,2025-12-01,Ada"
            ),
            "customer=Associated Company title=Deal Name stage=Deal Stage value=Amount reference=Record ID closes=Close Date created=Create Date"
        );
        assert_eq!(
            known("contract_id,customer_id,contract_start,contract_term,deposit,monthly_amt", "1,7,8/17/19,12,$5,$6"),
            "customer_id=customer_id starts=contract_start reference=contract_id term_months=contract_term deposit=deposit monthly=monthly_amt"
        );
        assert_eq!(
            known("Client,Project,Start,Due,Fee (EUR)", "Ada,Portal,2026-01-01,2026-02-01,5"),
            "customer=Client title=Project starts=Start ends=Due value=Fee (EUR)"
        );
        // A due date alone makes no work of invoices, nor a first day alone of hours.
        let (kind, _, _) = used(&["Client,Date,Due date,Amount", "Ada,2026-01-01,2026-02-01,5"], &[]);
        assert_eq!(kind, FileKind::Invoices);
        let (kind, _, _) = used(&["Client,Project,Start date,End date,Duration", "Ada,Portal,2026-01-01,2026-01-01,1:00"], &[]);
        assert_eq!(kind, FileKind::TIME);
    }

    #[test]
    fn files_keepnet_wrote_are_known_by_their_own_headings() {
        for kind in FileKind::ALL {
            let names: Vec<&str> = kind.columns().iter().filter(|column| column.written).map(|column| column.name).collect();
            let found = found(&[&names.join(","), "x"], &[]).unwrap();
            assert_eq!(found.kind, kind);
            for column in kind.columns() {
                assert_eq!(found.mapping.has(column.field), column.written, "{kind:?} {}", column.name);
            }
        }
    }

    #[test]
    fn the_owners_word_comes_first() {
        let rows = ["who,when,worth,amount", "Ada,2025-01-10,100,3"];
        let (_, _, columns) = used(&rows, &[("customer", "who"), ("invoice date", "When"), ("amount", "worth")]);
        assert_eq!(columns, "customer=who date=when amount=worth");
        let refused = |map: &[(&str, &str)]| found(&rows, map).unwrap_err().to_string();
        assert_eq!(
            refused(&[("customer", "nobody\x1b[m"), ("date", "when")]),
            "no column is called \"nobody�[m\"; the headings are who, when, worth, amount"
        );
        assert!(refused(&[("amount", "worht")]).starts_with("no column is called \"worht\""));
        assert!(refused(&[("colour", "who")]).starts_with("\"colour\" is no field of invoices;"));
        assert!(
            refused(&[("customer", "who"), ("date", "when"), ("colour", "worth")])
                .starts_with("\"colour\" is no field of invoices; the fields are customer,")
        );
        assert!(refused(&[("customer", "who"), ("date", "when"), ("date", "worth")]).starts_with("--map names date twice"));
        assert!(refused(&[("customer", "who"), ("date", "who")]).contains("column who twice"));
    }

    #[test]
    fn a_file_without_what_it_takes_is_refused_with_the_way_out() {
        let refused = |rows: &[&str]| found(rows, &[]).unwrap_err().to_string();
        assert_eq!(
            refused(&["order_id,customer_id,order_date,freight,ship_name", "1,A,1996-07-04,32.38,x"]),
            "no column was recognised as the amount; the headings are order_id, customer_id, order_date, freight, ship_name. \
             If the file has it, name its column with --map amount=COLUMN (freight, fees and tax alone are not taken for revenue)"
        );
        let refused_lines = refused(&["order_id,product_id,unit_price,quantity", "1,2,3,4"]);
        assert!(refused_lines.starts_with("no column was recognised as the date or the customer;"), "{refused_lines}");
        assert!(refused(&["1,2,3", "4,5,6"]).starts_with("no headings keepnet knows in the first rows (1, 2, 3)"));
        assert!(refused(&["date,description,amount", "2025-01-10,x,5"]).contains("recognised as the customer"));
    }
}
