//! Putting something on top: what each modal is given to begin with.
//!
//! What it asks for afterwards is carried out in [`super::perform`].

use super::core::{App, view_of};
use super::perform::one_line;
use crate::intent::{Notice, Opening};
use crate::modals::Modal;
use crate::modals::help::Help;
use crate::modals::list::List;
use crate::modals::lists::Copied;
use crate::modals::palette::Palette;
use crate::repository;
use crate::tasks::Failure;

/// So many steps the history shows.
const STEPS: usize = 500;

impl App {
    /// Puts it on top; where it cannot be opened, says why.
    pub(super) fn open_modal(&mut self, opening: Opening) {
        match self.modal(opening) {
            Ok(Some(modal)) => self.modals.push(modal),
            Ok(None) => {}
            Err(failure) => self.say(Notice::error(one_line(&failure))),
        }
    }

    fn modal(&mut self, opening: Opening) -> Result<Option<Modal>, Failure> {
        Ok(match opening {
            Opening::Help => Some(Modal::Help(Help::new(self.scope(), &view_of(&self.desk, self.view())))),
            Opening::Palette(typed) => self.palette(&typed),
            Opening::Attention => Some(Modal::List(List::attention(&view_of(&self.desk, self.view())))),
            Opening::History => Some(self.history()?),
            Opening::Messages => Some(Modal::List(List::messages(self.messages.said().cloned().collect()))),
            Opening::Copies => Some(self.copies()),
            _ => None,
        })
    }

    fn palette(&self, typed: &str) -> Option<Modal> {
        let view = view_of(&self.desk, self.view());
        Some(Modal::Palette(Palette::new(self.tab?, typed, self.recent.clone(), &view)))
    }

    fn history(&mut self) -> Result<Modal, Failure> {
        let steps = self.desk.history(STEPS)?.into_iter().map(|step| ((self.local)(step.at), step)).collect();
        Ok(Modal::List(List::history(steps, self.desk.today())))
    }

    fn copies(&self) -> Modal {
        let copied = |copy: repository::Copy| Copied {
            customers: repository::customers_in(&copy.path),
            path: copy.path.to_string_lossy().into_owned(),
            at: (self.local)(copy.at),
            bytes: copy.bytes,
        };
        let copies = repository::copies(&self.desk.setup.book).into_iter().map(copied).collect();
        Modal::List(List::copies(copies, self.desk.today()))
    }
}
