//! How the owner left things: colours, the mouse, the order of lists, tips already seen; and whose names are hidden.

use super::core::App;
use super::msg::Request;
use crate::intent::{Notice, Tab};
use crate::ui::Mode;

const MODES: [(Mode, &str); 3] = [(Mode::Dark, "dark"), (Mode::Light, "light"), (Mode::Mono, "mono")];

impl App {
    /// Everything as it was left.
    pub(super) fn restore_looks(&mut self) {
        if let Some(theme) = self.desk.look("theme").filter(|_| !self.theme_is_asked)
            && let Some((mode, _)) = MODES.iter().find(|(_, word)| *word == theme)
        {
            self.look.theme.mode = *mode;
            self.theme_is_asked = true;
        }
        if let Some(order) = self.desk.look("customers.sort") {
            self.screens.customers.restore(&order);
        }
        if self.desk.look("mouse").as_deref() == Some("off") {
            self.requests.push(Request::Mouse(false));
        }
    }

    /// The terminal said what its background is like; whoever chose a theme keeps it.
    pub fn background(&mut self, light: bool) {
        if !self.theme_is_asked && self.look.theme.mode != Mode::Mono {
            self.look.theme.mode = if light { Mode::Light } else { Mode::Dark };
        }
    }

    /// Colours as asked for, remembered.
    pub(super) fn theme(&mut self, mode: Mode) {
        self.look.theme.mode = mode;
        self.theme_is_asked = true;
        if let Some((_, word)) = MODES.iter().find(|(known, _)| *known == mode) {
            self.desk.remember("theme", word);
        }
    }

    /// The mouse here or with the terminal, remembered.
    pub(super) fn mouse(&mut self, on: bool) {
        self.requests.push(Request::Mouse(on));
        self.desk.remember("mouse", if on { "on" } else { "off" });
        self.say(Notice::done(if on {
            "The mouse works here now."
        } else {
            "The mouse selects text now, as everywhere in your terminal."
        }));
    }

    /// The terminal takes no text that long.
    pub fn cannot_copy(&mut self) {
        self.say(Notice::error("That is too much for a terminal's clipboard. : export writes it into files."));
    }

    /// There is no shell to come back from.
    pub fn cannot_suspend(&mut self) {
        self.say(Notice::care("There is no shell to go to here. q leaves."));
    }

    /// The others' names hidden, or shown again.
    pub(super) fn swap_discreet(&mut self) {
        let shown = match self.tab {
            Some(Tab::Concentration) => self.screens.concentration.current(),
            Some(Tab::Matrix) => self.screens.matrix.current(),
            Some(Tab::Beach) => self.screens.beach.current(&self.desk.book).or(self.screens.customers.current()),
            Some(Tab::Practice) => self.screens.practice.current().or(self.screens.customers.current()),
            Some(Tab::Customers) | None => self.screens.customers.current(),
        };
        let hidden = self.desk.swap_discreet(shown);
        self.say(Notice::done(if hidden {
            "Discreet: the others' names are hidden. D shows them again."
        } else {
            "All names are shown again."
        }));
        self.book_changed(None);
    }

    /// A word on the first visit to a tab.
    pub(super) fn tip(&mut self) {
        let (name, words) = match self.tab {
            Some(Tab::Customers) => ("tip.customers", "Tip: arrows move, Enter opens, / finds, a adds. ? shows every key."),
            Some(Tab::Concentration) => ("tip.concentration", "Tip: Space asks what if you lost that customer. ? shows every key."),
            Some(Tab::Matrix) => {
                ("tip.matrix", "Tip: arrows go to the nearest dot, f and m rate it, P places the rest. ? shows every key.")
            }
            Some(Tab::Beach) => ("tip.beach", "Tip: Space asks what if a maybe is won or lost, a adds work. ? shows every key."),
            Some(Tab::Practice) => {
                ("tip.practice", "Tip: arrows move between the boxes, Enter opens one, a adds to it. ? shows every key.")
            }
            None => return,
        };
        if self.desk.is_open() && self.desk.look(name).is_none() {
            self.desk.remember(name, "seen");
            self.messages.tip(words, self.now);
        }
    }
}
