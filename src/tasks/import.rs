//! Bringing files in: planned first, all of them, then taken in one after the other, as one step.

use std::fs::{self, File};
use std::io::Seek;
use std::path::{Path, PathBuf};

use crate::domain::columns::FileKind;
use crate::domain::currency::Currency;
use crate::domain::intake::{Guessed, Outcome, Source, Terms};
use crate::domain::progress::Progress;
use crate::domain::rate::Rate;
use crate::import::{Contents, Plan, Reader, Request, plan};
use crate::repository::{Error, Kind, Repository, path_shown};

use super::open::Opened;
use super::{Failure, Setup};

/// Where the bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// Standard input.
    Standard,
    /// A file that comes with the program: its name and text.
    Enclosed(&'static str, &'static str),
}

/// What to bring in, and how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportRequest {
    /// The files.
    pub inputs: Vec<Input>,
    /// What the owner said about them.
    pub file: Request,
    /// Rates for this import.
    pub rates: Vec<(Currency, Rate)>,
    /// Say what would happen, write nothing.
    pub dry_run: bool,
    /// Take the good rows, list the others.
    pub skip_bad: bool,
}

/// What came of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileOutcome {
    /// The file, fit for a message.
    pub file: String,
    /// How it was read.
    pub guessed: Guessed,
    /// What came of it.
    pub outcome: Outcome,
    /// The currency totals are in.
    pub currency: Currency,
}

/// Brings files in, all as one step. A file that cannot be read at all stops everything before anything is written, and
/// so does a refused row in any of them, unless bad rows are skipped.
pub fn import(setup: &Setup, request: &ImportRequest, progress: &mut dyn Progress) -> Result<Vec<FileOutcome>, Failure> {
    let known = match Repository::open(&setup.book, setup.clock.clone()) {
        Ok(repository) => repository.load_settings()?.currency,
        Err(error) if error.kind == Kind::Missing => None,
        Err(error) => return Err(error.into()),
    };
    // What is over by the day of the import, the files themselves do not say.
    let request = &ImportRequest { file: Request { today: Some(setup.today), ..request.file.clone() }, ..request.clone() };
    check_rates(&request.rates, known.or(request.file.currency))?;
    let mut plans = plans(setup, request, known)?;
    // Segments before customers before documents, whatever order the shell lists files in.
    plans.sort_by_key(|(_, plan)| match plan.contents() {
        Contents::Book => None,
        Contents::Rows(kind) => FileKind::ALL.iter().position(|known| *known == kind),
    });
    let Opened { mut repository, is_new } = setup.open_or_create()?;
    let taken = take_all(&mut repository, plans, request, known, progress);
    let wrote = match &taken {
        Ok(outcomes) => outcomes.iter().any(|file| file.outcome.change.is_some()),
        // A book that cannot even tell stays; the first trouble is the one to tell of.
        Err(_) => repository.history(1).map_or(true, |steps| !steps.is_empty()),
    };
    Opened { repository, is_new }.close(wrote)?;
    taken
}

fn take_all(
    repository: &mut Repository,
    plans: Vec<(String, Plan)>,
    request: &ImportRequest,
    known: Option<Currency>,
    progress: &mut dyn Progress,
) -> Result<Vec<FileOutcome>, Failure> {
    if !request.dry_run {
        repository.secure()?;
    }
    let mut files: Vec<Begun> = plans.into_iter().map(|(file, plan)| Begun::new(file, plan, request, known)).collect();
    let mut sources: Vec<(&mut dyn Source, &Terms)> =
        files.iter_mut().map(|begun| (&mut begun.reader as &mut dyn Source, &begun.terms)).collect();
    let outcomes = repository.take_all_in(&mut sources, progress)?;
    let base = repository.load_settings()?.currency;
    Ok(files.into_iter().zip(outcomes).map(|(begun, outcome)| begun.ended(outcome, base)).collect())
}

/// A file being taken in.
struct Begun {
    file: String,
    guessed: Guessed,
    notes: Vec<String>,
    /// Its amounts are taken as dollars because nothing says otherwise.
    assumed: bool,
    terms: Terms,
    reader: Reader,
}

impl Begun {
    fn new(file: String, plan: Plan, request: &ImportRequest, known: Option<Currency>) -> Begun {
        // A book without a currency takes the one its first file names.
        let taken = request.file.currency.or(if known.is_none() { plan.currencies().first().copied() } else { None });
        let assumed = known.is_none() && taken.is_none() && holds_amounts(&plan);
        let plan = match taken {
            Some(currency) => plan.with_currency(currency),
            None => plan,
        };
        let mut guessed = plan.guessed().clone();
        // Of keepnet's own book, in one piece, no kind has to be guessed.
        let own_file = guessed.kind.is_empty();
        if own_file {
            "book".clone_into(&mut guessed.kind);
        }
        let notes = plan.notes().to_vec();
        let (skip_bad, dry_run) = (request.skip_bad, request.dry_run);
        let terms = Terms {
            label: file.clone(),
            skip_bad,
            dry_run,
            currency: taken,
            rates: request.rates.clone(),
            as_of: request.file.as_of,
            today: request.file.today,
            own_file,
        };
        Begun { file, guessed, notes, assumed, terms, reader: plan.read() }
    }

    fn ended(self, mut outcome: Outcome, base: Option<Currency>) -> FileOutcome {
        let currency = base.or(self.terms.currency).unwrap_or(Currency::USD);
        let mut notes = self.notes;
        if self.assumed && currency == Currency::USD {
            let way = if outcome.change.is_some() { "keepnet undo, then import again with" } else { "add" };
            notes.push(format!(
                "the file names no currency, so its amounts are taken as US dollars; for another: {way} --currency EUR"
            ));
        }
        notes.extend_from_slice(self.reader.notes());
        notes.append(&mut outcome.notes);
        outcome.notes = notes;
        FileOutcome { file: self.file, guessed: self.guessed, outcome, currency }
    }
}

/// Whether it holds amounts that decide a book's currency: documents, or work with a value.
fn holds_amounts(plan: &Plan) -> bool {
    let of_money = |(field, _): &(String, String)| ["value", "rate", "deposit", "monthly"].contains(&field.as_str());
    match plan.contents() {
        Contents::Rows(FileKind::Invoices) => true,
        Contents::Rows(FileKind::WORK) => plan.guessed().columns.iter().any(of_money),
        _ => false,
    }
}

/// Looks at every file before any is taken in.
fn plans(setup: &Setup, request: &ImportRequest, known: Option<Currency>) -> Result<Vec<(String, Plan)>, Failure> {
    let base = known.or(request.file.currency).unwrap_or(Currency::USD);
    let file_request = Request { base, ..request.file.clone() };
    let mut plans = Vec::new();
    for input in &request.inputs {
        let (name, file) = open_input(setup, input)?;
        let plan = plan(file, &file_request).map_err(|refused| Failure::File { file: name.clone(), refused })?;
        check_currencies(&plan, known.or(request.file.currency), &name)?;
        plans.push((name, plan));
    }
    Ok(plans)
}

/// One rate for each currency, and none for the book's own.
fn check_rates(rates: &[(Currency, Rate)], base: Option<Currency>) -> Result<(), Failure> {
    for (place, (currency, _)) in rates.iter().enumerate() {
        if rates[..place].iter().any(|(before, _)| before == currency) {
            return Err(Failure::Request(format!("--rate names {currency} twice.\nNothing was written.\nGive it one rate.")));
        }
        if base == Some(*currency) {
            return Err(Failure::Request(format!(
                "{currency} is the book's own currency: it always counts 1.\nNothing was written.\nName another currency."
            )));
        }
    }
    Ok(())
}

/// A book without a currency cannot choose between several.
fn check_currencies(plan: &Plan, known: Option<Currency>, file: &str) -> Result<(), Failure> {
    match plan.currencies() {
        [first, _, ..] if known.is_none() => {
            let codes: Vec<&str> = plan.currencies().iter().map(Currency::code).collect();
            Err(Failure::Request(format!(
                "{file} holds {}, and your book has no currency of its own yet.\nNothing was written.\n\
                 Say which one your book is kept in: keepnet set currency {first}, then import again with a rate for each other one, \
                 for example --rate {}=1.1.",
                codes.join(" and "),
                codes[1],
            )))
        }
        _ => Ok(()),
    }
}

fn open_input(setup: &Setup, input: &Input) -> Result<(String, File), Failure> {
    match input {
        Input::Path(path) => {
            let name = path_shown(Path::new(path.file_name().unwrap_or(path.as_os_str())));
            Ok((name, open_regular(path)?))
        }
        Input::Standard => Ok(("standard input".to_owned(), spooled(setup, &mut std::io::stdin().lock())?)),
        Input::Enclosed(name, text) => Ok(((*name).to_owned(), spooled(setup, &mut text.as_bytes())?)),
    }
}

/// Opens a file to read; anything else is refused before it could block.
fn open_regular(path: &Path) -> Result<File, Failure> {
    let meta = fs::metadata(path).map_err(|error| Error::io("open", path, &error))?;
    let unusable = |what: &str, next: &str| {
        Err(Error::new(Kind::Unusable, format!("{} is {what}.", path_shown(path)), "Nothing was written.", next).into())
    };
    if meta.is_dir() {
        return unusable("a folder", "Name the files in it, for example FOLDER/invoices.csv.");
    }
    if !meta.is_file() {
        return unusable("a device or a pipe, not a file", "To read what another program prints: PROGRAM | keepnet import -");
    }
    Ok(File::open(path).map_err(|error| Error::io("open", path, &error))?)
}

/// Puts a stream into a nameless file in the book's folder, so that it can be read twice.
fn spooled(setup: &Setup, from: &mut dyn std::io::Read) -> Result<File, Failure> {
    let folder = setup.book.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    crate::repository::make_folder(folder)?;
    let failed = |error: &std::io::Error| Failure::from(Error::io("write in", folder, error));
    let mut file = tempfile::tempfile_in(folder).map_err(|error| failed(&error))?;
    std::io::copy(from, &mut file).map_err(|error| failed(&error))?;
    file.rewind().map_err(|error| failed(&error))?;
    Ok(file)
}
