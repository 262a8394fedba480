//! The loop: takes what came, lets the core act on it, draws once, and waits for the next message or the next deadline.
//!
//! At rest it waits without a clock, unless the core has something due.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::core::{App, Local, Start};
use super::fault::{self, Point};
use super::look::{Background, Look};
use super::msg::{self, Ended, Request};
use super::signals::{self, Event};
use super::term::input::{self, Input};
use super::term::{self, Options, Terminal};
use crate::intent::{Code, Key};
use crate::tasks::{Failure, Places, Setup};
use crate::ui::{self, Depth, Glyphs, Mode, Theme};

/// What the dashboard is opened on, as the command line was asked.
#[derive(Clone)]
pub struct Asked {
    /// The book, today and the clock.
    pub setup: Setup,
    /// The clock on the wall.
    pub local: Local,
    /// Whether today moves on at midnight.
    pub follows_clock: bool,
    /// Colours named for this run.
    pub theme: Option<Mode>,
    /// Plain ASCII marks only.
    pub ascii: bool,
    /// Names hidden from the start.
    pub discreet: bool,
    /// Where the owner's own book lives, when this is the sample.
    pub own_book: Option<PathBuf>,
}

impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("setup", &self.setup).field("theme", &self.theme).finish_non_exhaustive()
    }
}

/// Runs until the owner leaves, a signal asks to, or the terminal goes; the exit code.
pub fn run(asked: Asked, look: Look) -> Result<u8, Failure> {
    let began = Instant::now();
    let theme = theme(asked.theme, look);
    let start = Start {
        setup: asked.setup,
        local: asked.local,
        look: ui::Look { theme, glyphs: Glyphs { ascii: asked.ascii || look.ascii } },
        follows_clock: asked.follows_clock,
        discreet: asked.discreet,
        own_book: asked.own_book,
        places: Places::of_this_run(),
        theme_is_asked: asked.theme.is_some(),
        waits_for_jobs: false,
    };
    let app = App::open(start)?;
    let trouble = |error: std::io::Error| term::cannot_take_over(&error);
    let (sender, events) = mpsc::channel();
    let post: signals::Post = Arc::new(move |event| drop(sender.send(event)));
    signals::listen(post.clone()).map_err(trouble)?;
    let asks = look.is_able && asked.theme.is_none() && theme.mode != Mode::Mono;
    let mut terminal = Terminal::enter(Options { mouse: true, title: look.is_able, ask_background: asks }).map_err(trouble)?;
    input::listen(post).map_err(trouble)?;
    let mut dashboard = Dashboard { app, terminal: &mut terminal, events, began };
    dashboard.draw().map_err(trouble)?;
    if let Err(failure) = dashboard.app.after_the_first_frame() {
        terminal.leave();
        return Err(failure);
    }
    // What was read behind it shows at once, not with the next key.
    dashboard.draw().map_err(trouble)?;
    let ended = dashboard.go_on();
    let app = dashboard.app;
    // The picture goes first: closing a large book may take a copy of it.
    terminal.leave();
    let closed = app.close();
    match ended {
        Ended::Quit => closed.map(|()| 0),
        Ended::Signal(signal) => Ok(signals::exit_code(signal)),
        Ended::Gone => Ok(signals::exit_code(signals::HANG_UP)),
    }
}

/// What is looped over.
struct Dashboard<'a> {
    app: App,
    terminal: &'a mut Terminal,
    events: Receiver<Event>,
    began: Instant,
}

impl Dashboard<'_> {
    /// Until it has ended: everything that waits, then one picture.
    fn go_on(&mut self) -> Ended {
        loop {
            if let Some(event) = self.next() {
                self.take(event);
                while let Ok(event) = self.events.try_recv() {
                    self.take(event);
                }
            }
            self.app.tick(self.began.elapsed());
            self.obey();
            if let Some(ended) = self.app.ended() {
                return ended;
            }
            if self.draw().is_err() {
                self.app.end(Ended::Gone);
                return Ended::Gone;
            }
        }
    }

    /// The next event, or `None` once something is due.
    fn next(&mut self) -> Option<Event> {
        let gone = Some(Event::Gone);
        match self.app.deadline() {
            None => self.events.recv().ok().or(gone),
            Some(due) => match self.events.recv_timeout(due.saturating_sub(self.began.elapsed())) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => gone,
            },
        }
    }

    fn take(&mut self, event: Event) {
        if fault::is_armed(Point::Deaf) {
            return;
        }
        match event {
            Event::Input(inputs) => {
                if inputs.iter().any(|input| matches!(input, Input::Key(_))) {
                    fault::trip(Point::Update);
                }
                for input in &inputs {
                    if let Input::Background(background) = input {
                        self.app.background(*background == Background::Light);
                    }
                }
                let inputs = inputs.into_iter().filter_map(translated).collect();
                self.app.take(inputs, self.began.elapsed());
            }
            Event::Suspend => self.suspend(),
            Event::Resume => {
                if self.terminal.resume().is_err() {
                    self.app.end(Ended::Gone);
                }
                let (columns, rows) = self.terminal.size();
                self.app.take(vec![msg::Input::Resize(columns, rows)], self.began.elapsed());
            }
            Event::Signal(signal) => self.app.end(Ended::Signal(signal)),
            Event::Gone => self.app.end(Ended::Gone),
        }
    }

    fn suspend(&mut self) {
        if !self.terminal.can_suspend() {
            self.app.cannot_suspend();
        } else if self.terminal.suspend().is_err() {
            self.app.end(Ended::Gone);
        }
    }

    /// Does what the core asks of the terminal.
    fn obey(&mut self) {
        for request in self.app.requests() {
            match request {
                Request::Copy(text) => {
                    if self.terminal.copy(&text).is_err() {
                        self.app.cannot_copy();
                    }
                }
                Request::Mouse(on) => drop(self.terminal.set_mouse(on)),
                Request::Suspend => self.suspend(),
                Request::Redraw => self.terminal.redraw(),
            }
        }
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let app = &mut self.app;
        self.terminal.draw(|buffer| app.render(buffer).map(|place| (place.x, place.y)))
    }
}

/// The colours to begin with; what the terminal answers comes later.
fn theme(asked: Option<Mode>, look: Look) -> Theme {
    let depth = match look.depth {
        super::look::Depth::True | super::look::Depth::Mono => Depth::True,
        super::look::Depth::Indexed => Depth::Indexed,
        super::look::Depth::Sixteen => Depth::Named,
    };
    let guessed = if look.background == Some(Background::Light) { Mode::Light } else { Mode::Dark };
    let mode = if look.depth == super::look::Depth::Mono { Mode::Mono } else { asked.unwrap_or(guessed) };
    Theme { mode, depth }
}

/// What the core understands of an input.
fn translated(input: Input) -> Option<msg::Input> {
    Some(match input {
        Input::Key(key) => msg::Input::Key(key_of(key)?),
        Input::Mouse(mouse) => mouse_of(mouse)?,
        Input::Paste(text) => msg::Input::Paste(text),
        Input::Focus(on) => msg::Input::Focus(on),
        Input::Resize(columns, rows) => msg::Input::Resize(columns, rows),
        Input::Background(_) => return None,
    })
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        KeyCode::Char(letter) => Code::Char(letter),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    Some(Key { code, ctrl: key.modifiers.contains(KeyModifiers::CONTROL), alt: key.modifiers.contains(KeyModifiers::ALT) })
}

fn mouse_of(mouse: MouseEvent) -> Option<msg::Input> {
    let (column, row) = (mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(msg::Input::Press(column, row)),
        MouseEventKind::Drag(MouseButton::Left) => Some(msg::Input::Drag(column, row)),
        MouseEventKind::ScrollDown => Some(msg::Input::Wheel(1, column, row)),
        MouseEventKind::ScrollUp => Some(msg::Input::Wheel(-1, column, row)),
        _ => None,
    }
}
