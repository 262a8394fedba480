//! The core: what is open, where keys go, one picture at a time. Knows no terminal and asks no clock.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::desk::Desk;
use super::drafts::Drafting;
use super::frame;
use super::jobs::{PACE, Running};
use super::messages::Messages;
use super::msg::{Ended, Input, Request};
use super::perform::one_line;
use crate::intent::keymap::{self, Binding};
use crate::intent::{Action, Event, Key, Notice, Scope, Screen, Tab, View};
use crate::modals::Modal;
use crate::repository::{Kind, path_shown};
use crate::screens::concentration::Concentration;
use crate::screens::customers::Customers;
use crate::screens::welcome::Welcome;
use crate::tasks::{Failure, Setup};
use crate::ui::{Canvas, Click, Hits, Look};

/// The owner's clock on the wall for a moment.
pub type Local = Arc<dyn Fn(DateTime<Utc>) -> NaiveDateTime + Send + Sync>;

/// So many characters in one batch were pasted, not typed.
const PASTED: usize = 6;
/// Keys within this time of a bare paste belong to it.
const BURST: Duration = Duration::from_millis(10);
/// A second Ctrl+C within this time quits.
const TWICE: Duration = Duration::from_secs(3);

/// What the dashboard starts with.
#[derive(Clone)]
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
    pub(super) concentration: Concentration,
}

/// The dashboard.
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
    pub(super) waits_for_jobs: bool,
    pub(super) own_book: Option<PathBuf>,
    pub(super) drafting: Drafting,
    pub(super) theme_is_asked: bool,
    screen: Rect,
    hits: Hits,
    interrupted: Option<Duration>,
    burst_until: Option<Duration>,
    dragged: bool,
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
            waits_for_jobs: start.waits_for_jobs,
            own_book: start.own_book,
            drafting: Drafting::default(),
            theme_is_asked: start.theme_is_asked,
            screen: Rect::new(0, 0, 80, 24),
            hits: Hits::default(),
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
        self.screens = Screens { welcome: Welcome::new(path_shown(&self.desk.setup.book)), ..Screens::default() };
        self.restore_looks();
        self.book_changed(None);
    }

    /// What can wait until the first picture is on the screen.
    pub fn after_the_first_frame(&mut self) {
        if self.desk.is_open() {
            self.desk.look_for_copies();
            self.tip();
            self.offer_draft();
            self.look_after_the_book();
        }
    }

    /// Takes everything the terminal had waiting at a time since the start.
    pub fn take(&mut self, inputs: Vec<Input>, now: Duration) {
        self.tick(now);
        self.sync();
        let mut inputs = inputs.into_iter().peekable();
        while let Some(input) = inputs.next() {
            if self.ended.is_some() {
                return;
            }
            let Input::Key(key) = input else {
                self.input(input);
                continue;
            };
            let mut typed: Vec<Key> = vec![key];
            while let (Some(_), Some(Input::Key(next))) = (is_text(typed[typed.len() - 1]), inputs.peek()) {
                if is_text(*next).is_none() {
                    break;
                }
                typed.push(*next);
                inputs.next();
            }
            self.keys(&typed);
        }
        self.watch_draft();
    }

    /// Takes in what another window did to the book.
    fn sync(&mut self) {
        match self.desk.sync() {
            Ok(Some(touched)) => {
                self.say(Notice::care(touched.words));
                self.book_changed(None);
            }
            Ok(None) => {}
            Err(failure) => self.say(Notice::error(one_line(&failure))),
        }
    }

    /// A run of keys: pasted where they come too fast to be typed.
    fn keys(&mut self, keys: &[Key]) {
        let text: Option<String> = keys.iter().map(|key| is_text(*key)).collect();
        // The same key over and over is one held down.
        let held = keys.windows(2).all(|two| two[0] == two[1]);
        let in_burst = self.burst_until.is_some_and(|until| self.now <= until);
        if let Some(text) = text.filter(|_| in_burst || keys.len() >= PASTED && !held) {
            self.burst_until = Some(self.now + BURST);
            self.paste(text);
            return;
        }
        self.burst_until = None;
        for key in keys {
            self.key(*key);
        }
    }

    fn input(&mut self, input: Input) {
        match input {
            Input::Key(key) => self.key(key),
            Input::Press(column, row) => self.press(column, row),
            Input::Drag(..) => self.drag(),
            Input::Wheel(by, column, row) => {
                let over = self.hits.at(column, row);
                self.send(Event::Wheel(by, over));
            }
            Input::Paste(text) => self.paste(text),
            Input::Focus(_) => {}
            Input::Resize(width, height) => self.screen = Rect::new(0, 0, width, height),
        }
    }

    fn key(&mut self, key: Key) {
        self.messages.seen();
        if self.now < self.deaf_until && self.scope() == Scope::Question {
            return;
        }
        let scope = self.scope();
        match keymap::lookup(scope, key) {
            Some(binding) => self.press_bound(binding, key),
            None => match key.typed().filter(|_| scope.takes_text()) {
                Some(letter) => self.send(Event::Typed(letter)),
                None => self.unbound(scope, key),
            },
        }
    }

    fn press_bound(&mut self, binding: &Binding, key: Key) {
        if let Some(why) = self.refuses(binding.action) {
            self.say(Notice::care(why));
            return;
        }
        if binding.action == Action::Interrupt && key.ctrl {
            self.interrupt();
            return;
        }
        self.interrupted = None;
        self.act(binding.action);
    }

    fn unbound(&mut self, scope: Scope, key: Key) {
        let help = if scope.takes_text() { "F1" } else { "?" };
        if key == Key::char('d') && scope == Scope::Customers {
            self.say(Notice::care("Nothing is deleted here: x archives, and u takes it back."));
        } else if !matches!(scope, Scope::Form | Scope::Notes | Scope::Filter) {
            let shown = key.shown(self.look.glyphs.ascii);
            self.say(Notice::care(format!("{shown} does nothing here. {help} shows every key.")));
        }
    }

    fn interrupt(&mut self) {
        match self.interrupted {
            Some(before) if self.now <= before + TWICE => self.quit(),
            _ => {
                self.interrupted = Some(self.now);
                self.say(Notice::care("Press Ctrl+C again to leave. Everything is saved."));
            }
        }
    }

    fn paste(&mut self, text: String) {
        if self.scope().takes_text() {
            self.send(Event::Pasted(text));
        } else if !text.trim().is_empty() {
            self.say(Notice::care("Paste goes in a text box. a opens one."));
        }
    }

    fn press(&mut self, column: u16, row: u16) {
        self.messages.seen();
        let Some(click) = self.hits.at(column, row) else { return };
        match click {
            Click::Tab(digit) => {
                if let Some(tab) = Tab::of_digit(digit) {
                    self.act(Action::Tab(tab));
                }
            }
            Click::Hint(at) => {
                if let Some(hint) = self.hints().get(at) {
                    let action = hint.action;
                    self.act(action);
                }
            }
            _ if self.scope() == Scope::Question && self.now < self.deaf_until => {}
            click => self.send(Event::Click(click)),
        }
    }

    fn drag(&mut self) {
        if !self.dragged {
            self.dragged = true;
            self.say(Notice::care("Hold Shift to select text, or : mouse off."));
        }
    }

    /// Hands an event to what is on top.
    pub(super) fn send(&mut self, event: Event) {
        let effects = match (self.modals.len(), self.tab) {
            (0, Some(Tab::Customers)) => {
                let view = self.view();
                let mut screen = std::mem::take(&mut self.screens.customers);
                let effects = screen.update(event, &view_of(&self.desk, view));
                self.screens.customers = screen;
                effects
            }
            (0, Some(Tab::Concentration)) => {
                let view = self.view();
                let mut screen = std::mem::take(&mut self.screens.concentration);
                let effects = screen.update(event, &view_of(&self.desk, view));
                self.screens.concentration = screen;
                effects
            }
            (0, None) => {
                let view = self.view();
                let mut screen = std::mem::take(&mut self.screens.welcome);
                let effects = screen.update(event, &view_of(&self.desk, view));
                self.screens.welcome = screen;
                effects
            }
            (top, _) => {
                let view = self.view();
                self.modals[top - 1].update(event, &view_of(&self.desk, view))
            }
        };
        for effect in effects {
            self.perform(effect);
        }
    }

    /// Where keys go now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match (self.modals.last(), self.tab) {
            (Some(modal), _) => modal.scope(),
            (None, Some(Tab::Customers)) => self.screens.customers.scope(),
            (None, Some(Tab::Concentration)) => self.screens.concentration.scope(),
            (None, None) => self.screens.welcome.scope(),
        }
    }

    /// Why an action cannot work now.
    pub(super) fn refuses(&self, action: Action) -> Option<String> {
        let view = view_of(&self.desk, self.view());
        match (self.modals.last(), self.tab) {
            (Some(modal), _) => modal.refuses(action, &view),
            (None, Some(Tab::Customers)) => self.screens.customers.refuses(action, &view),
            (None, Some(Tab::Concentration)) => self.screens.concentration.refuses(action, &view),
            (None, None) => self.screens.welcome.refuses(action, &view),
        }
    }

    fn hints(&self) -> Vec<keymap::Shown> {
        keymap::hints(self.scope(), self.look.glyphs.ascii, |action| self.refuses(action).is_some())
    }

    pub(super) fn view(&self) -> (Look, Rect) {
        (self.look, frame::body(self.screen))
    }

    /// Every screen finds its selection again.
    pub(super) fn book_changed(&mut self, at: Option<crate::domain::id::CustomerId>) {
        let view = view_of(&self.desk, (self.look, frame::body(self.screen)));
        self.screens.customers.book_changed(&view, at);
        self.screens.concentration.book_changed(&view, at);
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
        self.turn_the_page();
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
        [self.messages.until(), midnight, jobs, self.drafting.due].into_iter().flatten().min()
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
        self.desk.close().map(drop)
    }

    /// What is asked of the terminal since last asked.
    pub fn requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Draws the whole screen; returns where the text cursor stands.
    pub fn render(&mut self, buffer: &mut Buffer) -> Option<Position> {
        self.screen = buffer.area;
        let mut hits = std::mem::take(&mut self.hits);
        hits.clear();
        let mut canvas = Canvas::new(buffer, &mut hits, self.look);
        self.draw(&mut canvas);
        let cursor = canvas.cursor();
        self.hits = hits;
        cursor
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let screen = canvas.area();
        if screen.width < frame::LEAST.0 || screen.height < frame::LEAST.1 {
            frame::more_room(canvas);
            return;
        }
        let view = view_of(&self.desk, (self.look, frame::body(screen)));
        let badge = match (self.desk.is_sample, self.desk.is_view_only) {
            (_, true) => "view only",
            (true, _) => "sample",
            _ => "",
        };
        let title = if self.tab.is_some() { self.desk.book.settings.title() } else { "first time here" };
        frame::tabs(self.tab, title, badge, canvas);
        match self.tab {
            Some(Tab::Customers) => self.screens.customers.render(&view, canvas),
            Some(Tab::Concentration) => self.screens.concentration.render(&view, canvas),
            None => self.screens.welcome.render(&view, canvas),
        }
        for modal in &self.modals {
            canvas.cover();
            modal.render(&view, canvas);
        }
        let notice = self.messages.shown();
        let words = notice.map_or("", |notice| notice.words.as_str());
        frame::status(notice, words, &self.state(), canvas);
        frame::hints(&self.hints(), canvas);
    }

    /// How the book stands, at the right of the bottom.
    fn state(&self) -> String {
        if let Some(running) = self.jobs.iter().map(Running::words).find(|words| !words.is_empty()) {
            return format!("{running}{}", self.look.glyphs.ellipsis());
        }
        if self.tab.is_none() {
            return String::new();
        }
        let unsaved = self.modals.iter().any(|modal| modal.draft().is_some());
        let saved = match self.saved_at {
            _ if unsaved => "not saved yet".to_owned(),
            Some(at) => format!("saved {}", at.format("%H:%M")),
            None => "all saved".to_owned(),
        };
        let copied = self.desk.last_copy.map(|copy| {
            let days = (self.desk.today() - (self.local)(copy).date()).num_days();
            match days {
                ..=0 => "backed up today".to_owned(),
                1 => "backed up yesterday".to_owned(),
                days => format!("backed up {days} days ago"),
            }
        });
        let dot = self.look.glyphs.dot();
        copied.map_or(saved.clone(), |copied| format!("{saved} {dot} {copied}"))
    }
}

/// What screens may see of the desk.
pub(super) fn view_of(desk: &Desk, (look, area): (Look, Rect)) -> View<'_> {
    View { book: &desk.book, today: desk.today(), names: &desk.names, look, area, memory: &desk.memory, rosters: &desk.rosters }
}

/// The character a key types, Enter included: what a paste is made of.
fn is_text(key: Key) -> Option<char> {
    match key.code {
        crate::intent::Code::Enter if !key.ctrl && !key.alt => Some('\n'),
        _ => key.typed(),
    }
}
