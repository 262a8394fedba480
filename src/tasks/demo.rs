//! The sample book: the files an owner would import, taken in through the same door, dated to today.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::period::spoken;
use crate::domain::progress::Progress;
use crate::domain::settings::{Name, Settings};
use crate::import::Request;
use crate::repository::{Error, Kind, Repository, path_shown};

use super::import::{ImportRequest, Input};
use super::{Failure, Setup};

const ANCHOR: &str = include_str!("../../assets/sample/anchor.txt");
const SETTINGS: &str = include_str!("../../assets/sample/settings.txt");
const FILES: [(&str, &str); 16] = [
    ("segments.csv", include_str!("../../assets/sample/segments.csv")),
    ("customers.csv", include_str!("../../assets/sample/customers.csv")),
    ("people.csv", include_str!("../../assets/sample/people.csv")),
    ("invoices.csv", include_str!("../../assets/sample/invoices.csv")),
    ("partners.csv", include_str!("../../assets/sample/partners.csv")),
    ("offerings.csv", include_str!("../../assets/sample/offerings.csv")),
    ("variants.csv", include_str!("../../assets/sample/variants.csv")),
    ("engagements.csv", include_str!("../../assets/sample/engagements.csv")),
    ("profiles.csv", include_str!("../../assets/sample/profiles.csv")),
    ("assessments.csv", include_str!("../../assets/sample/assessments.csv")),
    ("time.csv", include_str!("../../assets/sample/time.csv")),
    ("referrals.csv", include_str!("../../assets/sample/referrals.csv")),
    ("rivals.csv", include_str!("../../assets/sample/rivals.csv")),
    ("moods.csv", include_str!("../../assets/sample/moods.csv")),
    ("wanted.csv", include_str!("../../assets/sample/wanted.csv")),
    ("prospects.csv", include_str!("../../assets/sample/prospects.csv")),
];

/// The sample book.
#[derive(Debug)]
pub struct Sample {
    /// The setup to work on it with.
    pub setup: Setup,
    /// It was made just now.
    pub is_fresh: bool,
}

/// The sample book beside the owner's own: a fresh one, or the last one when `keep` is set and there is one.
pub fn demo(setup: &Setup, keep: bool, progress: &mut dyn Progress) -> Result<Sample, Failure> {
    let setup = setup.at(beside(setup));
    match Repository::open(&setup.book, setup.clock.clone()) {
        // Only the sample is thrown away; an owner may have given a book of their own that name.
        Ok(book) if !book.is_sample()? => {
            return Err(Error::new(
                Kind::Unusable,
                format!("{} is a book of its own, not the sample.", path_shown(&setup.book)),
                "It was not touched.",
                "Give it another name, or look at the sample elsewhere: keepnet --book FOLDER/book.keepnet demo.",
            )
            .into());
        }
        Ok(_) if keep => return Ok(Sample { setup, is_fresh: false }),
        Ok(sample) => throw_away(sample)?,
        Err(error) if error.kind == Kind::Missing => {}
        Err(error) => return Err(error.into()),
    }
    fill(&setup, progress)?;
    Ok(Sample { setup, is_fresh: true })
}

fn beside(setup: &Setup) -> PathBuf {
    let name =
        if setup.book.file_name().is_some_and(|name| name == "sample.keepnet") { "sample-demo.keepnet" } else { "sample.keepnet" };
    setup.book.with_file_name(name)
}

/// Where the owner's own book lives, or would, beside a sample that was opened by its name.
#[must_use]
pub fn own_beside(sample: &Path) -> PathBuf {
    let is_taken = sample.file_name().is_some_and(|name| name == "book.keepnet");
    sample.with_file_name(if is_taken { "my-book.keepnet" } else { "book.keepnet" })
}

fn throw_away(sample: Repository) -> Result<(), Failure> {
    let path = sample.path().to_owned();
    sample.close()?;
    for ending in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_os_string();
        file.push(ending);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Error::io("replace", &path, &error).into()),
            _ => {}
        }
    }
    Ok(())
}

fn fill(setup: &Setup, progress: &mut dyn Progress) -> Result<(), Failure> {
    let mut repository = Repository::open_or_create(&setup.book, setup.clock.clone())?;
    repository.apply(&Change::Settings(Settings::default().changes_to(&settings()?)))?;
    repository.mark_as_sample()?;
    repository.close()?;
    let request = ImportRequest {
        inputs: FILES.iter().map(|(name, text)| Input::Enclosed(name, text)).collect(),
        file: Request { shift_days: shift(setup.today), as_of: Some(setup.today), ..Request::default() },
        ..ImportRequest::default()
    };
    for file in super::import(setup, &request, progress)? {
        if file.outcome.refused_count > 0 {
            return Err(Failure::Request(format!(
                "The sample cannot be dated to {}: its first years would lie before 1900.\nYour own book was not touched.",
                spoken(setup.today)
            )));
        }
    }
    let mut made = Repository::open(&setup.book, setup.clock.clone())?;
    made.mark_as_sample()?;
    Ok(made.close()?)
}

/// The settings of the sample, typed as an owner would.
fn settings() -> Result<Settings, Failure> {
    let mut settings = Settings::default();
    for line in SETTINGS.lines() {
        let Some((name, value)) = line.split_once('=') else { continue };
        let name = Name::parse(name).ok_or_else(|| Error::damaged("the sample names an unknown setting"))?;
        settings = settings.enter(name, value)?;
    }
    Ok(settings)
}

/// Whole weeks from the sample's anchor to today, so that Mondays stay Mondays.
fn shift(today: NaiveDate) -> i64 {
    let anchor = ANCHOR.trim().parse().unwrap_or(today);
    (today - anchor).num_days().div_euclid(7) * 7
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn dates_move_by_whole_weeks_and_never_past_today() {
        let anchor: NaiveDate = ANCHOR.trim().parse().unwrap();
        for days in 0..30 {
            let today = anchor + Days::new(days);
            assert_eq!(shift(today), i64::try_from(days / 7 * 7).unwrap());
        }
        assert_eq!(shift(anchor - Days::new(1)), -7);
    }
}
