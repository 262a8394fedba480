//! Slow work beside the screen: copies, checks, exports; and long writes, which take the writer along and bring it back.
//!
//! A short patience is kept at once, so that what is quick looks as if it were done on the spot.

use std::time::Duration;

use super::core::App;
use super::perform::one_line;
use crate::domain::change::Touched;
use crate::domain::money::counted;
use crate::intent::{self, Effect, Notice, Opening, Question};
use crate::repository::{self, Error, Repository, path_shown};
use crate::tasks::{self, Checked, ExportRequest, Failure, Format, Job, News, Setup, Stage};

/// Work done within this time needs no word of waiting.
const PATIENCE: Duration = Duration::from_millis(60);
/// How often running work is asked how far it is.
pub(super) const PACE: Duration = Duration::from_millis(100);

/// A write that takes the writer along.
type Write = fn(&mut Repository) -> Result<Touched, Error>;

/// What came of it.
enum Outcome {
    /// Something to say.
    Said(Notice),
    /// The same to a form that waits for it.
    Answered(Notice),
    /// Nothing worth a word.
    Nothing,
    /// The writer is back, with what its write touched.
    Back(Box<Repository>, Result<Touched, Failure>),
}

/// Work under way.
pub(super) struct Running {
    job: Job<Outcome>,
    stage: Option<Stage>,
    what: &'static str,
}

impl Running {
    /// What it is doing and how far it is: `checking 40 %`.
    pub(super) fn words(&self) -> String {
        match self.stage.and_then(|stage| stage.percent()) {
            Some(percent) => format!("{} {percent} %", self.what),
            None => self.what.to_owned(),
        }
    }
}

impl App {
    /// Starts what a screen asked for.
    pub(super) fn start(&mut self, job: intent::Job) {
        let setup = self.desk.setup.clone();
        match job {
            intent::Job::Backup => self.run("copying", move |_| {
                Outcome::Said(told(tasks::back_up(&setup, None), |copy| format!("Copied and verified: {}", path_shown(&copy))))
            }),
            intent::Job::Check => self.run("checking", move |progress| match tasks::check(&setup, progress) {
                Ok(checked) => Outcome::Said(checked_words(&checked)),
                Err(failure) => Outcome::Said(Notice::error(one_line(&failure))),
            }),
            intent::Job::Export { folder, replace } => self.export(setup, folder, replace),
            intent::Job::Restore(copy) => {
                self.write("restoring", move |repository| {
                    let restored = repository.restore(&copy)?;
                    Ok(Touched {
                        everything: true,
                        words: restored.words,
                        change: Some(repository.last_change()?),
                        ..Touched::default()
                    })
                });
            }
        }
    }

    /// Writes files into a folder; over files that are there already only once the owner has said so.
    fn export(&mut self, setup: Setup, folder: String, replace: bool) {
        let place = self.places.find(&folder);
        let there = tasks::in_the_way(&place) as u64;
        if there > 0 && !replace {
            let them = if there == 1 { "it" } else { "them" };
            let words = format!(
                "{} already holds {} of this name. Keep {them}, or write new ones over {them}?",
                path_shown(&place),
                counted(there, "file", "files")
            );
            self.modals.retain(|modal| !modal.is_waiting());
            let over = vec![Effect::Start(intent::Job::Export { folder, replace: true })];
            let answers = vec![("Keep".to_owned(), Vec::new()), ("Replace".to_owned(), over)];
            self.perform(Effect::Open(Opening::Ask(Question { title: "Replace files?".to_owned(), words, answers })));
            return;
        }
        self.run("writing files", move |_| {
            let request = ExportRequest { format: Format::Csv, folder: &place, raw: false, replace };
            Outcome::Answered(told(tasks::export(&setup, &request), |exported| {
                format!("Wrote {} into {}", counted(exported.files.len() as u64, "file", "files"), path_shown(&place))
            }))
        });
    }

    /// Looks the book through behind the first frame, keeps the lists of customers for the next starts, and makes
    /// the copy that is due.
    pub(super) fn look_after_the_book(&mut self) {
        let setup = self.desk.setup.clone();
        let (standing, newest) = self.desk.standing();
        self.run("", move |_| {
            let wrong = repository::examine(&setup.book).unwrap_or_default();
            if let Some(first) = wrong.first() {
                return Outcome::Said(Notice::error(format!(
                    "This book is damaged: {first} : restore shows its copies; nothing is written over them."
                )));
            }
            if let Ok(mut book) = setup.open()
                && !book.is_view_only()
                && !book.is_sample().unwrap_or(true)
            {
                // What cannot be kept or copied is left to the next try.
                let _ = book.keep_rosters(&standing, setup.today, newest);
                if book.copy_is_due().unwrap_or(false) {
                    let _ = book.back_up_if_due();
                }
            }
            let doubts = repository::place_warning(&setup.book).into_iter();
            let conflicts = repository::conflict_copies(&setup.book);
            let conflict =
                conflicts.first().map(|copy| format!("Another version of this book lies beside it: {}", path_shown(copy)));
            match doubts.chain(conflict).next() {
                Some(words) => Outcome::Said(Notice::care(words)),
                None => Outcome::Nothing,
            }
        });
    }

    /// Takes back the newest step, or does it again.
    pub(super) fn undo(&mut self) {
        self.step("taking back", Repository::undo);
    }

    /// The step undone last, again.
    pub(super) fn redo(&mut self) {
        self.step("doing again", Repository::redo);
    }

    fn step(&mut self, what: &'static str, write: Write) {
        self.write(what, write);
    }

    fn write(&mut self, what: &'static str, write: impl FnOnce(&mut Repository) -> Result<Touched, Error> + Send + 'static) {
        match self.desk.lend(what) {
            Ok(mut repository) => self.run(what, move |_| {
                let done = write(&mut repository).map_err(Failure::from);
                Outcome::Back(Box::new(repository), done)
            }),
            Err(failure) => self.say(Notice::care(one_line(&failure))),
        }
    }

    fn run(
        &mut self,
        what: &'static str,
        work: impl FnOnce(&mut dyn crate::domain::progress::Progress) -> Outcome + Send + 'static,
    ) {
        self.jobs.push(Running { job: Job::start(work), stage: None, what });
        let patience = if self.waits_for_jobs { Duration::from_secs(600) } else { PATIENCE };
        if !what.is_empty() || self.waits_for_jobs {
            self.ask_jobs(patience);
        }
    }

    /// Hears from work under way; what has ended is told.
    pub(super) fn ask_jobs(&mut self, patience: Duration) {
        let mut going_on = Vec::new();
        for mut running in std::mem::take(&mut self.jobs) {
            loop {
                match running.job.news(patience) {
                    News::Stage(stage) => running.stage = Some(stage),
                    News::Nothing => {
                        going_on.push(running);
                        break;
                    }
                    News::Ended => {
                        let outcome = running.job.finish();
                        self.ended_job(outcome);
                        break;
                    }
                }
            }
        }
        // What an outcome started goes on behind the others.
        going_on.append(&mut self.jobs);
        self.jobs = going_on;
    }

    /// Waits until the writer is back from a long write, if it is away.
    pub(super) fn wait_for_the_writer(&mut self) {
        while self.desk.is_away() && !self.jobs.is_empty() {
            self.ask_jobs(PACE);
        }
    }

    fn ended_job(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Said(notice) => self.say(notice),
            Outcome::Answered(notice) => self.answer(notice),
            Outcome::Nothing => {}
            Outcome::Back(repository, done) => {
                self.desk.take_back(*repository);
                match done.and_then(|touched| self.desk.read_again(&touched).map(|()| touched)) {
                    Ok(touched) => self.settled(&touched),
                    Err(failure) => self.say(Notice::care(one_line(&failure))),
                }
            }
        }
        self.desk.look_for_copies();
    }
}

fn told<T>(done: Result<T, Failure>, words: impl FnOnce(T) -> String) -> Notice {
    match done {
        Ok(done) => Notice::done(words(done)),
        Err(failure) => Notice::error(one_line(&failure)),
    }
}

fn checked_words(checked: &Checked) -> Notice {
    match checked {
        Checked::Opened(health) if health.problems.is_empty() => {
            let mended = if health.mended.is_empty() { "" } else { " Some sums were put right." };
            Notice::done(format!("All is well: {} read through.{mended}", counted(health.documents, "document", "documents")))
        }
        Checked::Opened(health) => Notice::error(format!("{} keepnet check tells more.", health.problems.join(" "))),
        Checked::Damaged(error, _) => Notice::error(error.to_string().replace('\n', " ")),
    }
}
