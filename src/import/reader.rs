//! The second pass: a file streamed on a thread of its own, in batches, so that reading and writing do not wait for
//! each other.
//!
//! The channel is bounded: a slow receiver stops the reading, and one that goes away ends it. What a record becomes is
//! decided in `rows`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use csv::StringRecord;

use super::decode::Text;
use super::formats::keepnet_json;
use super::records::{Dialect, Next, Records};
use super::rows::{Converter, Shape};
use crate::domain::currency::Currency;
use crate::domain::intake::{Item, Refusal, Source, Unreadable};

/// Rows that travel together.
const BATCH: usize = 512;
/// Batches on the way.
const WAITING: usize = 4;

/// A file being read.
#[derive(Debug)]
pub struct Reader {
    /// What is to be read; it begins with the first batch asked for, so that of several files only one fills memory.
    waiting: Option<(Text, Job)>,
    receiver: Option<Receiver<Message>>,
    thread: Option<JoinHandle<()>>,
    position: Arc<AtomicU64>,
    len: u64,
    notes: Vec<String>,
}

#[derive(Debug)]
enum Message {
    Batch(Vec<Item>),
    Failed(Unreadable),
    Done(Vec<String>),
}

/// What the thread reads.
#[derive(Debug)]
pub(super) enum Job {
    /// Delimited text, from the row below the headings on.
    Delimited { shape: Box<Shape>, dialect: Dialect, headings_line: u64 },
    /// A book exported as JSON.
    Book { base: Currency, shift_days: i64 },
}

impl Reader {
    pub(super) fn of(text: Text, job: Job) -> Reader {
        let len = text.len();
        let position = Arc::new(AtomicU64::new(0));
        Reader { waiting: Some((text, job)), receiver: None, thread: None, position, len, notes: Vec::new() }
    }

    fn begin(&mut self, text: Text, job: Job) {
        let (sender, receiver) = sync_channel(WAITING);
        let shared = Arc::clone(&self.position);
        let work = move || {
            let mut outlet = Outlet { sender, batch: Vec::with_capacity(BATCH) };
            let done = match job {
                Job::Delimited { shape, dialect, headings_line } => {
                    delimited(&text, &shared, Converter::new(*shape), dialect, headings_line, &mut outlet)
                }
                Job::Book { base, shift_days } => {
                    keepnet_json::read(&text, &shared, base, shift_days, &mut |item| outlet.put(item))
                }
            };
            outlet.finish(done);
        };
        if let Ok(thread) = std::thread::Builder::new().name("import".to_owned()).spawn(work) {
            (self.thread, self.receiver) = (Some(thread), Some(receiver));
        }
    }

    /// What the owner should know of the rows; complete once [`Source::next_batch`] has returned `None`.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

impl Source for Reader {
    fn next_batch(&mut self) -> Result<Option<Vec<Item>>, Unreadable> {
        if let Some((text, job)) = self.waiting.take() {
            self.begin(text, job);
        }
        let Some(receiver) = &self.receiver else {
            return if self.thread.is_some() {
                Ok(None)
            } else {
                Err(Unreadable("the file could not be read: no thread to read it on".to_owned()))
            };
        };
        match receiver.recv() {
            Ok(Message::Batch(batch)) => Ok(Some(batch)),
            Ok(Message::Done(notes)) => {
                self.notes = notes;
                self.receiver = None;
                Ok(None)
            }
            Ok(Message::Failed(unreadable)) => {
                self.receiver = None;
                Err(unreadable)
            }
            Err(_) => Err(Unreadable("the file could not be read to its end".to_owned())),
        }
    }

    fn position(&self) -> (u64, u64) {
        (self.position.load(Ordering::Relaxed).min(self.len), self.len)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Without a receiver the next batch cannot be sent, and the thread ends.
        self.receiver = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was reported as a file that could not be read.
            let _ = thread.join();
        }
    }
}

/// Nobody listens any more.
#[derive(Debug)]
pub(super) struct Unheard;

/// Where the thread puts what it read.
struct Outlet {
    sender: SyncSender<Message>,
    batch: Vec<Item>,
}

impl Outlet {
    fn put(&mut self, item: Item) -> Result<(), Unheard> {
        self.batch.push(item);
        if self.batch.len() < BATCH {
            return Ok(());
        }
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.sender.send(Message::Batch(batch)).map_err(|_| Unheard)
    }

    /// The last batch and how it ended. A receiver that has gone needs neither.
    fn finish(mut self, done: Result<Vec<String>, Ended>) {
        let last = match done {
            Ok(notes) => Message::Done(notes),
            Err(Ended::Failed(reason)) => Message::Failed(Unreadable(reason)),
            Err(Ended::Unheard) => return,
        };
        let rest = std::mem::take(&mut self.batch);
        let sent = if rest.is_empty() { Ok(()) } else { self.sender.send(Message::Batch(rest)) };
        let _ = sent.and_then(|()| self.sender.send(last));
    }
}

/// Why reading ended before the end.
#[derive(Debug)]
pub(super) enum Ended {
    /// The rest cannot be read; the reason is ready for the owner.
    Failed(String),
    /// The receiver went away.
    Unheard,
}

impl From<Unheard> for Ended {
    fn from(_: Unheard) -> Ended {
        Ended::Unheard
    }
}

fn delimited(
    text: &Text,
    position: &Arc<AtomicU64>,
    mut converter: Converter,
    dialect: Dialect,
    headings_line: u64,
    outlet: &mut Outlet,
) -> Result<Vec<String>, Ended> {
    let source = text.open(position).map_err(|error| Ended::Failed(super::Refused::disk(&error).to_string()))?;
    let mut records = Records::new(source, dialect);
    records.expect_width(converter.width());
    let mut record = StringRecord::new();
    loop {
        match records.next(&mut record).map_err(Ended::Failed)? {
            Next::Record(line) if line > headings_line => {
                if let Some(item) = converter.convert(line, &record) {
                    outlet.put(item)?;
                }
            }
            Next::Damaged(line, reason) if line > headings_line => {
                outlet.put(Item::Refused(Refusal::new(line, "", "", reason)))?;
            }
            Next::Record(_) | Next::Damaged(..) => {}
            Next::End => return Ok(converter.notes()),
        }
    }
}
