//! A field of a form: its label, what stands in it and what stood there, and the words below it.
//!
//! A field knows its text, not what it means: that is checked by who made the form. Where it is drawn is
//! [`super::layout`]'s business.

use crate::ui::{Input, TextKey};

use super::super::notes::Notes;

/// What kind of field it is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A line of text; dates and amounts too.
    Line(Input),
    /// Text of several lines.
    Notes(Notes),
    /// One of several, by its place.
    Choice(Vec<String>, usize),
    /// Yes or no, with what yes means.
    Switch(&'static str, bool),
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// What stands at its left.
    pub label: &'static str,
    /// Whether it may not stay empty.
    pub required: bool,
    /// Quiet words under it.
    pub hint: String,
    /// What is wrong with it, and a fix.
    pub problem: Option<String>,
    /// What became of it elsewhere while it was typed in here.
    pub elsewhere: Option<String>,
    pub(super) kind: Kind,
    original: String,
    /// Whether it holds several values in a line.
    is_list: bool,
    /// Whether nothing was typed or moved in it since it came into focus.
    is_fresh: bool,
}

impl Field {
    /// A line that takes at most so many characters.
    #[must_use]
    pub fn line(label: &'static str, text: &str, most: usize) -> Field {
        Field::of(label, Kind::Line(Input::new(text, most)))
    }

    /// Text of several lines.
    #[must_use]
    pub fn notes(label: &'static str, text: &str, most: usize) -> Field {
        Field::of(label, Kind::Notes(Notes::new(text, most)))
    }

    /// One of several; `at` is chosen.
    #[must_use]
    pub fn choice(label: &'static str, options: Vec<String>, at: usize) -> Field {
        let at = at.min(options.len().saturating_sub(1));
        Field::of(label, Kind::Choice(options, at))
    }

    /// Yes or no; `means` says what yes is.
    #[must_use]
    pub fn switch(label: &'static str, means: &'static str, on: bool) -> Field {
        Field::of(label, Kind::Switch(means, on))
    }

    fn of(label: &'static str, kind: Kind) -> Field {
        let mut field = Field {
            label,
            required: false,
            hint: String::new(),
            problem: None,
            elsewhere: None,
            kind,
            original: String::new(),
            is_list: false,
            is_fresh: true,
        };
        field.original = field.text();
        field
    }

    /// It may not stay empty.
    #[must_use]
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// It holds several values, parted by commas: what is typed into it at once begins another one.
    #[must_use]
    pub fn list(mut self) -> Field {
        self.is_list = true;
        self
    }

    /// With quiet words under it.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Field {
        self.hint = hint.into();
        self
    }

    /// What stands in it, without spaces at its ends: the option chosen, `yes` or `no`.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.kind {
            Kind::Line(input) => input.text().trim().to_owned(),
            Kind::Notes(notes) => notes.text().trim().to_owned(),
            Kind::Choice(options, at) => options.get(*at).cloned().unwrap_or_default(),
            Kind::Switch(_, on) => if *on { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Puts a text in, as [`Field::text`] gives it. An option that is not there changes nothing.
    pub fn set(&mut self, text: &str) {
        match &mut self.kind {
            Kind::Line(input) => input.set(text),
            Kind::Notes(notes) => notes.set(text),
            Kind::Choice(options, at) => *at = options.iter().position(|option| option == text).unwrap_or(*at),
            Kind::Switch(_, on) => *on = text == "yes",
        }
    }

    /// The place of the option chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        match &self.kind {
            Kind::Choice(_, at) => *at,
            Kind::Switch(_, on) => usize::from(*on),
            Kind::Line(_) | Kind::Notes(_) => 0,
        }
    }

    /// Chooses by place; a place that is not there changes nothing.
    pub fn choose(&mut self, place: usize) {
        match &mut self.kind {
            Kind::Choice(options, at) if place < options.len() => *at = place,
            Kind::Switch(_, on) if place < 2 => *on = place == 1,
            _ => {}
        }
    }

    /// What stood in it at first.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Takes what stands in it now for what stood there at first.
    pub fn set_original(&mut self, original: String) {
        self.original = original;
    }

    /// Whether it differs from what stood there at first.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.text() != self.original
    }

    /// What stood there at first, again.
    pub fn start_over(&mut self) {
        let original = self.original.clone();
        self.set(&original);
        self.is_fresh = true;
        self.problem = None;
        self.elsewhere = None;
    }

    /// It comes into focus anew.
    pub(super) fn freshen(&mut self) {
        self.is_fresh = true;
    }

    /// Begins another value of a list, unless the owner does so.
    fn begin_value(&mut self, first: Option<char>) {
        let begins = std::mem::take(&mut self.is_fresh) && self.is_list;
        let text = self.text();
        if let Kind::Line(input) = &mut self.kind
            && begins
            && !text.is_empty()
            && !text.ends_with([',', ';'])
            && !first.is_some_and(|first| matches!(first, ',' | ';'))
        {
            input.set(&format!("{text}{} ", if text.contains(';') { ';' } else { ',' }));
        }
    }

    pub(super) fn typed(&mut self, letter: char) {
        self.begin_value(Some(letter));
        match &mut self.kind {
            Kind::Line(input) => input.typed(letter),
            Kind::Notes(notes) => notes.typed(letter),
            Kind::Choice(..) | Kind::Switch(..) => {}
        }
    }

    pub(super) fn pasted(&mut self, text: &str) -> bool {
        self.begin_value(text.trim_start().chars().next());
        match &mut self.kind {
            Kind::Line(input) => input.pasted(text),
            Kind::Notes(notes) => notes.pasted(text),
            Kind::Choice(..) | Kind::Switch(..) => true,
        }
    }

    pub(super) fn edit(&mut self, key: TextKey) {
        self.is_fresh = false;
        match &mut self.kind {
            Kind::Line(input) => input.edit(key),
            Kind::Notes(notes) => notes.edit(key),
            Kind::Choice(..) | Kind::Switch(..) => {}
        }
    }

    /// The option `by` places further, as far as there are any.
    pub(super) fn step(&mut self, by: isize) {
        if let Some(place) = self.chosen().checked_add_signed(by) {
            self.choose(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_knows_whether_it_was_changed() {
        let mut field = Field::line("Name", "Osei", 20);
        field.typed(' ');
        assert!(!field.is_changed(), "a space at the end is no change");
        field.typed('D');
        assert!(field.is_changed());
        field.start_over();
        assert_eq!(field.text(), "Osei");
    }

    #[test]
    fn what_is_typed_into_a_list_at_once_is_another_value() {
        let typed = |text: &str, letters: &str| {
            let mut field = Field::line("Tags", text, 80).list();
            letters.chars().for_each(|letter| field.typed(letter));
            field.text()
        };
        assert_eq!(typed("term work", "vip"), "term work, vip");
        assert_eq!(typed("", "vip"), "vip");
        assert_eq!(typed("term work", ",vip"), "term work,vip");
        assert_eq!(typed("a, b;", "c"), "a, b;c");
        assert_eq!(typed("a, b; c", "d"), "a, b; c; d");
        let mut field = Field::line("Tags", "retaine", 80).list();
        field.edit(TextKey::End);
        field.typed('r');
        assert_eq!(field.text(), "retainer", "whoever moves in the text goes on with it");
        field.freshen();
        assert!(field.pasted("vip"));
        assert_eq!(field.text(), "retainer, vip");
        let mut name = Field::line("Name", "Ose", 80);
        name.typed('i');
        assert_eq!(name.text(), "Osei");
    }

    #[test]
    fn choices_are_kept_by_their_words_and_end_at_their_ends() {
        let mut field = Field::choice("Segment", vec!["none".into(), "clinics".into(), "schools".into()], 1);
        field.step(1);
        field.step(1);
        assert_eq!((field.text().as_str(), field.chosen(), field.is_changed()), ("schools", 2, true));
        field.step(-1);
        field.step(-1);
        field.step(-1);
        assert_eq!(field.text(), "none");
        field.set("gone");
        field.choose(7);
        assert_eq!(field.text(), "none");
        field.set("clinics");
        assert!(!field.is_changed());
        let mut switch = Field::switch("Archived", "hidden", false);
        switch.step(1);
        assert_eq!(switch.text(), "yes");
    }
}
