//! `keepnet import`.

use std::path::Path;

use serde_json::json;

use super::Surroundings;
use super::arguments::Import;
use super::output::{Stop, complain, print};
use super::watch::watched;
use crate::domain::currency::Currency;
use crate::domain::intake::{Guessed, Outcome, Refusal};
use crate::domain::money;
use crate::domain::record::{Minutes, hours};
use crate::import::Request;
use crate::tasks::{self, Failure, FileOutcome, ImportRequest, Input, Setup};

pub(super) fn import(setup: &Setup, import: Import, surroundings: &Surroundings) -> Result<(), Stop> {
    let request = ImportRequest {
        inputs: import
            .files
            .iter()
            .map(|file| if file == Path::new("-") { Input::Standard } else { Input::Path(file.clone()) })
            .collect(),
        file: Request {
            kind: import.kind.map(|asked| asked.kind),
            stage: import.kind.and_then(|asked| asked.stage),
            today: None,
            map: import.map,
            delimiter: import.delimiter,
            encoding: import.encoding,
            dates: import.dates,
            decimal: import.decimal,
            currency: import.currency,
            base: Currency::USD,
            shift_days: 0,
            as_of: None,
        },
        rates: import.rate,
        dry_run: import.dry_run,
        skip_bad: import.skip_bad,
    };
    let into = setup.clone();
    let dry_run = import.dry_run;
    let outcomes = match watched(surroundings.is_watched, move |progress| tasks::import(&into, &request, progress)) {
        Err(Failure::File { file, refused }) if import.json => {
            // Other programs read the reason where they read all others.
            let refusal = Refusal::new(0, "", "", refused.to_string());
            complain(&format!("{file}: {refused}.\nNothing was written."));
            let outcome = Outcome { refused: vec![refusal], refused_count: 1, ..Outcome::default() };
            let whole = FileOutcome { file, guessed: Guessed::default(), outcome, currency: Currency::USD };
            print(&as_json(&[whole]))?;
            return Err(Stop::Code(2));
        }
        outcomes => outcomes?,
    };
    // One refused row in any of them, and none is written.
    let held_back = !import.skip_bad && outcomes.iter().any(|file| file.outcome.refused_count > 0);
    if import.json {
        print(&as_json(&outcomes))?;
    } else {
        for file in &outcomes {
            tell(file, dry_run, held_back)?;
        }
    }
    let mut code = None;
    for file in outcomes.iter().filter(|file| file.outcome.refused_count > 0) {
        refusals(file, import.skip_bad);
        code = Some(Stop::Code(2));
    }
    code.map_or(Ok(()), Err)
}

/// What came of a file, in words.
fn tell(file: &FileOutcome, dry_run: bool, held_back: bool) -> Result<(), Stop> {
    let outcome = &file.outcome;
    let refused = held_back || outcome.change.is_none() && outcome.refused_count > 0;
    let mut lines =
        vec![format!("{}: {}.", file.file, if refused { "nothing was written".to_owned() } else { done(file, dry_run) })];
    if !refused && outcome.skipped_duplicates > 0 {
        lines.push(format!("{} already in the book, left as they are", counted_as(outcome.skipped_duplicates)));
    }
    if !refused && outcome.without_rate > 0 {
        let documents = if outcome.without_rate == 1 { "document" } else { "documents" };
        lines.push(format!(
            "{} {documents} without rate: in the book, but in no total until you give one, for example keepnet set rate.EUR 1.1",
            counted_as(outcome.without_rate)
        ));
    }
    lines.extend(how_read(&file.guessed));
    lines.extend(outcome.notes.iter().cloned());
    if outcome.change.is_some() {
        lines.push("keepnet undo takes it back, keepnet report shows the figures".to_owned());
    }
    print(&(lines.join("\n  ") + "\n"))
}

/// `brought in 830 documents, 89 customers, $1,265,793 in all`; time is summed up in hours.
fn done(file: &FileOutcome, dry_run: bool) -> String {
    let outcome = &file.outcome;
    let counts = outcome.imported.words();
    let (brings, updates) = if dry_run { ("would bring in", "would update") } else { ("brought in", "updated") };
    let mut said = Vec::new();
    if !counts.is_empty() {
        said.push(format!("{brings} {}", counts.join(", ")));
    }
    if outcome.updated > 0 {
        said.push(format!("{updates} {}", counted_as(outcome.updated)));
    }
    if said.is_empty() {
        return "nothing new".to_owned();
    }
    let total = (outcome.imported.invoices > 0).then(|| money::whole(outcome.total, file.currency));
    let hours = (outcome.minutes > 0).then(|| format!("{} hours", hours(Minutes(outcome.minutes))));
    let sums: Vec<String> = total.into_iter().chain(hours).collect();
    said.join("; ") + &if sums.is_empty() { String::new() } else { format!(", {} in all", sums.join(" and ")) }
}

/// What was worked out about a file, so the owner can correct it.
fn how_read(guessed: &Guessed) -> Vec<String> {
    // A column called like its field goes without saying.
    let renamed = guessed.columns.iter().filter(|(field, column)| field != column);
    let columns: Vec<String> = renamed.map(|(field, column)| format!("{field} from \"{column}\"")).collect();
    let mut how = vec![guessed.encoding.clone()];
    if !guessed.dates.is_empty() {
        how.push(format!("dates {}", guessed.dates));
    }
    if !guessed.decimal.is_empty() {
        how.push(format!("decimal {}", guessed.decimal));
    }
    match guessed.delimiter.as_str() {
        "" => {}
        "tab" => how.push("columns by tab".to_owned()),
        delimiter => how.push(format!("columns by \"{delimiter}\"")),
    }
    let read = if columns.is_empty() { Vec::new() } else { vec![format!("read as {}: {}", guessed.kind, columns.join(", "))] };
    read.into_iter().chain([how.join(", ")]).collect()
}

fn counted_as(count: u64) -> String {
    money::thousands(u128::from(count))
}

/// The refused rows, and what to do about them.
fn refusals(file: &FileOutcome, skip_bad: bool) {
    let outcome = &file.outcome;
    for refusal in &outcome.refused {
        complain(&format!("{}:{refusal}", file.file));
    }
    let more = outcome.refused_count - outcome.refused.len() as u64;
    if more > 0 {
        complain(&format!("and {} more.", money::thousands(u128::from(more))));
    }
    let rows = if outcome.refused_count == 1 {
        "1 row was".to_owned()
    } else {
        format!("{} rows were", money::thousands(u128::from(outcome.refused_count)))
    };
    complain(&if skip_bad {
        format!("{rows} left out; the others were taken.")
    } else {
        format!(
            "{rows} refused, so nothing of {} was written.\nCorrect them and import again, or take the good rows with --skip-bad.",
            file.file
        )
    });
}

/// The outcome for other programs: one object, or a list of them for several files.
fn as_json(outcomes: &[FileOutcome]) -> String {
    let objects: Vec<serde_json::Value> = outcomes
        .iter()
        .map(|file| {
            let outcome = &file.outcome;
            let guessed: serde_json::Map<String, serde_json::Value> =
                file.guessed.columns.iter().map(|(field, column)| (field.clone(), json!(column))).collect();
            json!({
                "file": file.file,
                "imported": outcome.imported,
                "updated": outcome.updated,
                "skipped_duplicates": outcome.skipped_duplicates,
                "refused": outcome.refused,
                "refused_count": outcome.refused_count,
                "total_minor": outcome.total,
                "minutes": outcome.minutes,
                "currency": file.currency,
                "without_rate": outcome.without_rate,
                "guessed": {
                    "as": file.guessed.kind,
                    "delimiter": file.guessed.delimiter,
                    "encoding": file.guessed.encoding,
                    "dates": file.guessed.dates,
                    "decimal": file.guessed.decimal,
                    "columns": guessed,
                },
                "notes": outcome.notes,
                "written": outcome.change.is_some(),
            })
        })
        .collect();
    match <[serde_json::Value; 1]>::try_from(objects) {
        Ok([one]) => format!("{one:#}\n"),
        Err(several) => format!("{:#}\n", serde_json::Value::Array(several)),
    }
}
