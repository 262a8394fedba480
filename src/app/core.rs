//! The core: what is open, where keys go, what is due. Knows no terminal and asks no clock.
//!
//! Inputs come in by `hearing`, pictures go out by `picture`, effects are carried out by `perform`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use ratatui::layout::Rect;

use super::desk::Desk;
use super::drafts::Drafting;
use super::frame;
use super::jobs::{PACE, Running};
use super::messages::Messages;
use super::msg::{Ended, Request};
use super::perform::one_line;
use crate::intent::{Action, Event, Notice, Scope, Screen, Tab, View};
use crate::modals::Modal;
use crate::repository::{Kind, path_shown};
use crate::screens::beach::Beach;
use crate::screens::concentration::Concentration;
use crate::screens::customers::Customers;
use crate::screens::matrix::Matrix;
use crate::screens::practice::Practice;
use crate::screens::welcome::Welcome;
use crate::tasks::{Failure, Places, Setup};
use crate::ui::{Hits, Look};

/// The owner's clock on the wall for a moment.
pub type Local = Arc<dyn Fn(DateTime<Utc>) -> NaiveDateTime + Send + Sync>;

/// The book is looked through once nobody has pressed a key for so long.
const QUIET: Duration = Duration::from_secs(1);

/// So long after the last key what it left on the screens is written.
const LATER: Duration = Duration::from_millis(500);

/// What the dashboard starts with.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own, and none follows from another")]
pub struct Start {
    /// Where the book lives, and what day it is.
    pub setup: Setup,
    /// The clock on the wall.
    pub local: Local,
    /// Colours and marks.
    pub look: Look,
    /// Whether today moves on at midnight: not when the owner named a day.
    pub follows_clock: bool,
    /// Whether names are hidden from the start.
    pub discreet: bool,
    /// Where the owner's own book lives, when this is the sample.
    pub own_book: Option<PathBuf>,
    /// Whether the theme was named by the owner for this run.
    pub theme_is_asked: bool,
    /// The folders typed places begin in.
    pub places: Places,
    /// Slow work is waited for: nothing happens by itself, as tests need it.
    pub waits_for_jobs: bool,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start").field("setup", &self.setup).field("look", &self.look).finish_non_exhaustive()
    }
}

/// The tabs, all alive.
#[derive(Debug, Default)]
pub(super) struct Screens {
    pub(super) welcome: Welcome,
    pub(super) customers: Customers,
    pub(super) matrix: Matrix,
    pub(super) concentration: Concentration,
    pub(super) beach: Beach,
    pub(super) practice: Practice,
}

impl Screens {
    /// The screen of a tab; the first one where there is no book yet.
    pub(super) fn on(&self, tab: Option<Tab>) -> &dyn Screen {
        match tab {
            Some(Tab::Customers) => &self.customers,
            Some(Tab::Matrix) => &self.matrix,
            Some(Tab::Concentration) => &self.concentration,
            Some(Tab::Beach) => &self.beach,
            Some(Tab::Practice) => &self.practice,
            None => &self.welcome,
        }
    }

    fn on_mut(&mut self, tab: Option<Tab>) -> &mut dyn Screen {
        match tab {
            Some(Tab::Customers) => &mut self.customers,
            Some(Tab::Matrix) => &mut self.matrix,
            Some(Tab::Concentration) => &mut self.concentration,
            Some(Tab::Beach) => &mut self.beach,
            Some(Tab::Practice) => &mut self.practice,
            None => &mut self.welcome,
        }
    }
}

/// The dashboard.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing of its own")]
pub struct App {
    pub(super) desk: Desk,
    pub(super) local: Local,
    pub(super) follows_clock: bool,
    pub(super) look: Look,
    pub(super) screens: Screens,
    /// None: the first screen of somebody without a book.
    pub(super) tab: Option<Tab>,
    pub(super) modals: Vec<Modal>,
    pub(super) messages: Messages,
    /// Commands run last from the palette, the newest first.
    pub(super) recent: Vec<&'static str>,
    pub(super) saved_at: Option<NaiveDateTime>,
    pub(super) requests: Vec<Request>,
    pub(super) ended: Option<Ended>,
    pub(super) now: Duration,
    pub(super) deaf_until: Duration,
    pub(super) jobs: Vec<Running>,
    /// When the book is looked through behind the screen.
    chores_due: Option<Duration>,
    /// When it is written how the owner left the screens.
    looks_due: Option<Duration>,
    pub(super) waits_for_jobs: bool,
    pub(super) own_book: Option<PathBuf>,
    pub(super) places: Places,
    pub(super) drafting: Drafting,
    pub(super) theme_is_asked: bool,
    pub(super) screen: Rect,
    pub(super) hits: Hits,
    /// What was on top in the last picture, and how much lay below: where its clicks belong.
    pub(super) pictured: (usize, Option<Tab>),
    pub(super) interrupted: Option<Duration>,
    pub(super) burst_until: Option<Duration>,
    pub(super) dragged: bool,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("tab", &self.tab).field("modals", &self.modals.len()).finish_non_exhaustive()
    }
}

impl App {
    /// Opens the book; where there is none, the first screen of a new owner.
    pub fn open(start: Start) -> Result<App, Failure> {
        let (desk, tab) = match Desk::open(start.setup.clone()) {
            Ok(desk) => (desk, Some(Tab::Customers)),
            Err(Failure::Book(error)) if error.kind == Kind::Missing => (Desk::bare(start.setup), None),
            Err(failure) => return Err(failure),
        };
        let mut app = App {
            desk,
            local: start.local,
            follows_clock: start.follows_clock,
            look: start.look,
            screens: Screens::default(),
            tab,
            modals: Vec::new(),
            messages: Messages::default(),
            recent: Vec::new(),
            saved_at: None,
            requests: Vec::new(),
            ended: None,
            now: Duration::ZERO,
            deaf_until: Duration::ZERO,
            jobs: Vec::new(),
            chores_due: None,
            looks_due: None,
            waits_for_jobs: start.waits_for_jobs,
            own_book: start.own_book,
            places: start.places,
            drafting: Drafting::default(),
            theme_is_asked: start.theme_is_asked,
            screen: Rect::new(0, 0, 80, 24),
            hits: Hits::default(),
            pictured: (0, tab),
            interrupted: None,
            burst_until: None,
            dragged: false,
        };
        if start.discreet {
            app.desk.swap_discreet(None);
        }
        app.settle_in();
        Ok(app)
    }

    /// A book was put on the desk: everything looks as the owner left it.
    pub(super) fn settle_in(&mut self) {
        self.screens =
            Screens { welcome: Welcome::new(path_shown(&self.desk.setup.book), self.import_command()), ..Screens::default() };
        self.restore_looks();
        self.book_changed(None);
    }

    /// What can wait until the first picture is on the screen. It fails where the documents behind that picture cannot be
    /// read: nothing that would be worked out of such a book is true.
    pub fn after_the_first_frame(&mut self) -> Result<(), Failure> {
        if self.desk.is_open() {
            match self.desk.read_the_rest() {
                Err(failure) if self.desk.book.awaits_series() => return Err(failure),
                Err(failure) => self.say(Notice::error(one_line(&failure))),
                Ok(()) => {}
            }
            self.desk.prepare(Customers::orders());
            self.book_changed(None);
            self.desk.look_for_copies();
            self.tip();
            self.offer_draft();
            self.chores_due = Some(self.now + QUIET);
            self.watch_looks();
        }
        Ok(())
    }

    /// The book is looked through while nobody types.
    pub(super) fn put_chores_off(&mut self) {
        if self.chores_due.is_some() {
            self.chores_due = Some(self.now + QUIET);
        }
    }

    /// Hands an event to what is on top.
    pub(super) fn send(&mut self, event: Event) {
        let view = view_of(&self.desk, self.view());
        let effects = match self.modals.last_mut() {
            Some(modal) => modal.update(event, &view),
            None => self.screens.on_mut(self.tab).update(event, &view),
        };
        for effect in effects {
            self.perform(effect);
        }
    }

    /// Where keys go now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.modals.last().map_or_else(|| self.screens.on(self.tab).scope(), Modal::scope)
    }

    /// Why an action cannot work now.
    pub(super) fn refuses(&self, action: Action) -> Option<String> {
        match action {
            Action::Undo if self.desk.is_open() && !self.desk.back.undo => {
                return Some("There is nothing to undo. : history shows what was done.".to_owned());
            }
            Action::Redo if self.desk.is_open() && !self.desk.back.redo => {
                return Some("There is nothing to redo: it brings back what undo just took away.".to_owned());
            }
            Action::Export if self.desk.names.is_discreet() => {
                return Some("An export holds every name as it is. D shows all names again; then export.".to_owned());
            }
            _ => {}
        }
        let view = view_of(&self.desk, self.view());
        match self.modals.last() {
            Some(modal) => modal.refuses(action, &view),
            None => self.screens.on(self.tab).refuses(action, &view),
        }
    }

    pub(super) fn view(&self) -> (Look, Rect) {
        (self.look, frame::body(self.screen))
    }

    /// Every screen finds its selection again.
    pub(super) fn book_changed(&mut self, at: Option<crate::domain::id::CustomerId>) {
        let view = view_of(&self.desk, (self.look, frame::body(self.screen)));
        for tab in Tab::ALL {
            self.screens.on_mut(Some(tab)).book_changed(&view, at);
        }
        for modal in &mut self.modals {
            modal.book_changed(&view);
        }
    }

    /// Says something at the bottom.
    pub(super) fn say(&mut self, notice: Notice) {
        self.messages.say(notice, self.now);
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Duration) {
        self.now = self.now.max(now);
        self.messages.tick(self.now);
        if !self.jobs.is_empty() {
            self.ask_jobs(Duration::ZERO);
        }
        self.keep_draft_when_due();
        if self.chores_due.is_some_and(|due| due <= self.now) {
            self.chores_due = None;
            self.look_after_the_book();
        }
        self.write_looks_when_due();
        self.turn_the_page();
    }

    /// Writes how the owner left the screens once the keys rest.
    fn write_looks_when_due(&mut self) {
        if self.looks_due.is_some_and(|due| due <= self.now) {
            self.looks_due = None;
            self.desk.write_looks();
        }
    }

    /// After every event: what it left on the screens is written after a pause.
    pub(super) fn watch_looks(&mut self) {
        self.looks_due = self.desk.has_looks().then_some(self.now + LATER);
    }

    /// At midnight today moves on, and every figure with it.
    fn turn_the_page(&mut self) {
        if self.follows_clock {
            let today = (self.local)((self.desk.setup.clock)()).date();
            if today != self.desk.setup.today {
                self.desk.setup.today = today;
                self.book_changed(None);
            }
        }
    }

    /// How long until the clock on the wall shows another day.
    fn until_midnight(&self) -> Option<Duration> {
        let at = (self.local)((self.desk.setup.clock)());
        let next = crate::domain::period::day_after(at.date()).and_time(chrono::NaiveTime::MIN);
        (next - at).to_std().ok().filter(|_| self.follows_clock)
    }

    /// When something happens by itself, if anything does.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let midnight = self.until_midnight().map(|left| self.now + left);
        let jobs = (!self.jobs.is_empty()).then_some(self.now + PACE);
        [self.messages.until(), midnight, jobs, self.drafting.due, self.chores_due, self.looks_due].into_iter().flatten().min()
    }

    /// The book as it is shown.
    #[must_use]
    pub fn book(&self) -> &crate::domain::book::Book {
        &self.desk.book
    }

    /// Where the book lives.
    #[must_use]
    pub fn book_path(&self) -> &std::path::Path {
        &self.desk.setup.book
    }

    /// How it ended, once it has.
    #[must_use]
    pub fn ended(&self) -> Option<Ended> {
        self.ended
    }

    /// Leaves: everything was saved long before.
    pub(super) fn quit(&mut self) {
        self.end(Ended::Quit);
    }

    /// Ends, for whatever reason.
    pub fn end(&mut self, how: Ended) {
        if self.ended.is_some() {
            return;
        }
        self.keep_draft_now();
        self.ended = Some(how);
    }

    /// Closes the book behind the last picture: what was done is saved, a copy of it is made.
    pub fn close(mut self) -> Result<(), Failure> {
        self.wait_for_the_writer();
        self.keep_draft_now();
        self.desk.close().map(drop)
    }

    /// What is asked of the terminal since last asked.
    pub fn requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }
}

/// What screens may see of the desk.
pub(super) fn view_of(desk: &Desk, (look, area): (Look, Rect)) -> View<'_> {
    View {
        book: &desk.book,
        today: desk.today(),
        names: &desk.names,
        look,
        area,
        memory: &desk.memory,
        rosters: &desk.rosters,
        scores: &desk.scores,
        beaches: &desk.beaches,
    }
}
