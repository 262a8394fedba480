//! Hearing the owner: keys and clicks to actions, characters that come too fast to be typed to a paste.

use std::time::Duration;

use ratatui::layout::Rect;

use super::core::App;
use super::msg::Input;
use super::perform::one_line;
use crate::intent::keymap::{self, Binding};
use crate::intent::{Action, Code, Event, Key, Notice, Scope, Tab};
use crate::ui::Click;

/// So many characters in one batch were pasted, not typed.
const PASTED: usize = 6;
/// Keys within this time of a bare paste belong to it.
const BURST: Duration = Duration::from_millis(10);
/// A second Ctrl+C within this time quits.
const TWICE: Duration = Duration::from_secs(3);

impl App {
    /// Takes everything the terminal had waiting at a time since the start.
    pub fn take(&mut self, inputs: Vec<Input>, now: Duration) {
        debug_assert!(!self.desk.book.awaits_series(), "the first picture is followed by the rest of the book, then by keys");
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
        self.watch_looks();
        self.put_chores_off();
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
            None => match key.typed().filter(|letter| scope.takes_text() || self.takes(*letter)) {
                Some(letter) => self.send(Event::Typed(letter)),
                None => self.unbound(scope, key),
            },
        }
    }

    /// Whether a letter without a binding means something to what is on top.
    fn takes(&self, letter: char) -> bool {
        self.modals.last().is_some_and(|modal| modal.takes(letter))
    }

    fn press_bound(&mut self, binding: &Binding, key: Key) {
        if let Some(why) = self.refuses(binding.action) {
            self.say(Notice::refused(why));
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
        if key == Key::char('d') && scope == Scope::Customers {
            self.say(Notice::refused("Nothing is deleted here: x archives, and u takes it back."));
        } else if scope == Scope::Rating {
            // Half a key: any other than its digits cancels.
            self.send(Event::Action(Action::Skip));
        } else if !matches!(scope, Scope::Form | Scope::Notes | Scope::Filter) {
            let shown = |key: Key| key.shown(self.look.glyphs.ascii);
            let helps = keymap::key_of(scope, Action::Help).map(|help| format!("{} shows every key.", shown(help)));
            let helps = helps.unwrap_or_else(|| "Esc closes the help.".to_owned());
            let words = match tab_of(scope, key) {
                Some(tab) => format!("{} works on the {} tab; {} goes there.", shown(key), tab.label(), tab.digit()),
                None => format!("{} does nothing here. {helps}", shown(key)),
            };
            self.say(Notice::passing(words));
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
        let scope = self.scope();
        if scope.takes_text() {
            self.send(Event::Pasted(text));
        } else if !text.trim().is_empty() {
            let opens = [Action::Add, Action::Palette].into_iter().find_map(|action| keymap::key_of(scope, action));
            let opens = opens.map(|key| format!(" {key} opens one.")).unwrap_or_default();
            self.say(Notice::refused(format!("Paste goes in a text box.{opens}")));
        }
    }

    fn press(&mut self, column: u16, row: u16) {
        self.messages.seen();
        // Something came up since the picture that was clicked on.
        if self.pictured != (self.modals.len(), self.tab) {
            return;
        }
        let Some(click) = self.hits.at(column, row) else { return };
        match click {
            _ if self.scope() == Scope::Question && self.now < self.deaf_until => {}
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
            click => self.send(Event::Click(click)),
        }
    }

    fn drag(&mut self) {
        if !self.dragged {
            self.dragged = true;
            self.say(Notice::care("Hold Shift to select text, or : mouse off."));
        }
    }
}

/// The other tab, where a key of its own means something.
fn tab_of(scope: Scope, key: Key) -> Option<Tab> {
    let is_on_a_tab = Tab::ALL.iter().any(|tab| tab.scope() == scope);
    Tab::ALL.into_iter().filter(|_| is_on_a_tab).find(|tab| keymap::lookup(tab.scope(), key).is_some())
}

/// The character a key types, Enter included: what a paste is made of.
fn is_text(key: Key) -> Option<char> {
    match key.code {
        Code::Enter if !key.ctrl && !key.alt => Some('\n'),
        _ => key.typed(),
    }
}
