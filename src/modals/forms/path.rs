//! The forms that ask for a place: where the book is to live, where its files go. Whether it can be used is found out
//! by who uses it.

use super::{Form, Refused, Sheet};
use crate::domain::text::LONGEST_LINE;
use crate::intent::{Effect, Job, View};
use crate::ui::form::{Field, Form as Fields};

const FILE: &str = "File";
const FOLDER: &str = "Folder";

/// A place being typed.
#[derive(Debug)]
enum Place {
    /// The book's.
    Book,
    /// The folder exported into.
    Export,
}

impl Form {
    /// Where the book is to live; `now` is where it lives, or would.
    #[must_use]
    pub fn book_path(now: &str) -> Form {
        let field = Field::line(FILE, now, LONGEST_LINE).required().hinted("a book that is there, or where yours is to begin");
        let mut fields = Fields::new("Where your book lives", vec![field]);
        fields.verb = "Open";
        Form::of(Place::Book, fields)
    }

    /// Which folder to export into, and where it is unless its whole path is typed.
    #[must_use]
    pub fn export_to(folder: &str, within: &str) -> Form {
        let field =
            Field::line(FOLDER, folder, LONGEST_LINE).required().hinted(format!("in {within}, and made if it is not there"));
        let mut fields = Fields::new("Write a spreadsheet file", vec![field]);
        fields.verb = "Export";
        Form::of(Place::Export, fields)
    }
}

impl Sheet for Place {
    fn purpose(&self) -> Option<String> {
        None
    }

    fn is_new(&self) -> bool {
        true
    }

    fn check(&self, field: &Field, _fields: &Fields, _view: &View<'_>) -> Result<Option<String>, String> {
        match (self, field.text().is_empty()) {
            (Place::Book, true) => Err("Type where the file is to lie, for example my-firm.keepnet".to_owned()),
            (Place::Export, true) => Err("Type a folder, for example my-files".to_owned()),
            (_, false) => Ok(None),
        }
    }

    fn waits(&self) -> bool {
        true
    }

    fn save(&mut self, fields: &Fields, _view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        Ok(vec![match self {
            // It is there already; and a path may hold more than a field can show.
            Place::Book if fields.changes() == 0 => Effect::Close,
            Place::Book => Effect::OpenBook(fields.text(FILE)),
            Place::Export => Effect::Start(Job::Export { folder: fields.text(FOLDER), replace: false }),
        }])
    }
}
