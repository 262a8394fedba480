//! Carrying out what was asked for: actions of the app itself, and the effects of screens and modals.

use super::core::App;
use super::msg::Request;
use crate::domain::change::{Change, Touched};
use crate::intent::{Action, Effect, Event, Job, Notice, Opening, Tab, Tone};
use crate::modals::Modal;
use crate::tasks::Failure;
use crate::ui::Mode;

impl App {
    /// Does what a key or a command asks for; what the app does not do itself goes to what is on top.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Quit => self.quit(),
            Action::Tab(tab) => self.go(tab),
            Action::NextTab => self.step_tab(1),
            Action::PreviousTab => self.step_tab(-1),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Help => self.perform(Effect::Open(Opening::Help)),
            Action::Palette => self.perform(Effect::Open(Opening::Palette(String::new()))),
            Action::History => self.perform(Effect::Open(Opening::History)),
            Action::Messages => self.perform(Effect::Open(Opening::Messages)),
            Action::Attention => self.perform(Effect::Open(Opening::Attention)),
            Action::Restore => self.perform(Effect::Open(Opening::Copies)),
            Action::Redraw => self.requests.push(Request::Redraw),
            Action::Suspend => self.requests.push(Request::Suspend),
            Action::Discreet => self.swap_discreet(),
            Action::Theme(mode) => self.theme(mode),
            Action::SwapTheme => self.theme(if self.look.theme.mode == Mode::Light { Mode::Dark } else { Mode::Light }),
            Action::Mouse(on) => self.mouse(on),
            Action::Backup => self.start(Job::Backup),
            Action::Check => self.start(Job::Check),
            Action::Export => self.perform(Effect::Open(Opening::ExportTo)),
            Action::BookPath => self.perform(Effect::Open(Opening::BookPath)),
            Action::Import => {
                let words = format!("Leave with q, then type where your file is: {}", self.import_command());
                self.say(Notice::care(words));
            }
            Action::Draft => self.open_draft(),
            Action::Sample => self.open_sample(),
            Action::StartMyOwn => self.start_my_own(),
            other => self.send(Event::Action(other)),
        }
    }

    fn go(&mut self, tab: Tab) {
        if self.tab.is_some() && self.modals.is_empty() {
            self.tab = Some(tab);
            self.tip();
        }
    }

    fn step_tab(&mut self, by: isize) {
        if let Some(tab) = self.tab {
            self.go(tab.step(by));
        }
    }

    /// Carries out an effect.
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Save(change) => drop(self.save(&change)),
            Effect::Submit(change) => match self.save(&change) {
                Ok(()) => self.submitted(),
                Err(words) => {
                    if let Some(modal) = self.modals.last_mut() {
                        modal.failed(&words);
                    }
                }
            },
            Effect::Open(opening) => self.open_modal(opening),
            Effect::Close => self.close_modal(),
            Effect::Run(action) => match self.refuses(action) {
                Some(why) => self.say(Notice::refused(why)),
                None => self.act(action),
            },
            Effect::Go(tab, customer) => {
                self.modals.clear();
                self.tab = Some(tab);
                if customer.is_some() {
                    self.book_changed(customer);
                }
            }
            Effect::Say(notice) => self.say(notice),
            Effect::Copy { text, what } => {
                self.requests.push(Request::Copy(text));
                self.say(Notice::done(format!("Copied {what} to your terminal's clipboard.")));
            }
            Effect::DropDraft { purpose, subject } => self.forget_draft(&purpose, subject),
            Effect::Remember(name, value) => self.desk.remember(name, &value),
            Effect::Start(job) => self.start(job),
            Effect::OpenBook(typed) => {
                let path = self.places.find(&typed);
                self.open_book(path);
            }
        }
    }

    /// Takes the top away; what the palette remembers is kept for the next one.
    fn close_modal(&mut self) {
        if let Some(Modal::Palette(palette)) = self.modals.pop() {
            self.recent = palette.into_recent();
        }
    }

    /// A form was saved: it goes, with what was kept of it, and what it has still to come comes up.
    fn submitted(&mut self) {
        let Some(modal) = self.modals.pop() else { return };
        // By its key: what was typed is what the book holds by now, so there is no draft to ask for.
        if let Some((purpose, subject)) = modal.draft_key() {
            self.forget_draft(&purpose, subject);
        }
        if let Some(next) = modal.then() {
            self.open_modal(next);
        }
    }

    /// What a form waited for has ended: where it went well the form goes, else it says why. The message is said too.
    pub(super) fn answer(&mut self, notice: Notice) {
        if let Some(at) = self.modals.iter().position(Modal::is_waiting) {
            if notice.tone == Tone::Error {
                self.modals[at].failed(&notice.words);
            } else {
                self.modals.remove(at);
            }
        }
        self.say(notice);
    }

    fn save(&mut self, change: &Change) -> Result<(), String> {
        match self.desk.apply(change) {
            Ok(touched) => {
                self.settled(&touched);
                Ok(())
            }
            Err(failure) => {
                let words = one_line(&failure);
                self.say(Notice::error(words.clone()));
                Err(words)
            }
        }
    }

    /// A step was written: the screens hear of it, and it is said.
    pub(super) fn settled(&mut self, touched: &Touched) {
        if touched.change.is_some() {
            let at = (self.local)((self.desk.setup.clock)());
            self.saved_at = Some(at);
            self.say(Notice::done(touched.words.clone()));
        } else if touched.everything && !touched.words.is_empty() {
            // A restore taken back is no step of the book it brings back.
            self.say(Notice::done(touched.words.clone()));
        }
        let about = touched.customers.first().or(touched.series.first()).copied();
        self.book_changed(about);
    }
}

/// A failure in one line.
pub(super) fn one_line(failure: &Failure) -> String {
    failure.to_string().lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
