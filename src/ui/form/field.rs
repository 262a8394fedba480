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
    /// 1 to 5 with what each means, or 0: nothing.
    Scale(&'static [&'static str; 5], usize),
    /// Any of several.
    Ticks(Ticks),
}

/// Boxes to tick.
#[derive(Debug, Clone)]
pub struct Ticks {
    pub(super) options: Vec<&'static str>,
    /// A bit for each.
    ticked: u32,
    /// The one Space ticks.
    pub(super) at: usize,
}

impl Ticks {
    pub(super) fn is_ticked(&self, at: usize) -> bool {
        self.ticked & 1 << at != 0
    }

    fn toggle(&mut self, at: usize) {
        self.ticked ^= 1 << at;
        self.at = at;
    }

    fn text(&self) -> String {
        let ticked = self.options.iter().enumerate().filter(|(at, _)| self.is_ticked(*at));
        ticked.map(|(_, option)| *option).collect::<Vec<_>>().join(BETWEEN)
    }

    fn set(&mut self, text: &str) {
        let ticked = |option: &str| text.split(BETWEEN).any(|ticked| ticked == option);
        self.ticked = self.options.iter().rev().fold(0, |bits, option| bits << 1 | u32::from(ticked(option)));
    }
}

/// Stands between the boxes ticked in a field's text.
const BETWEEN: &str = ", ";

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
    /// The letters that choose among its options.
    letters: Vec<char>,
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

    /// 1 to 5 with what each means; 0 is nothing.
    #[must_use]
    pub fn scale(label: &'static str, means: &'static [&'static str; 5], at: usize) -> Field {
        Field::of(label, Kind::Scale(means, at.min(means.len())))
    }

    /// Any of several; `text` is what is ticked, as [`Field::text`] gives it.
    #[must_use]
    pub fn ticks(label: &'static str, options: Vec<&'static str>, text: &str) -> Field {
        let mut ticks = Ticks { options, ticked: 0, at: 0 };
        ticks.set(text);
        Field::of(label, Kind::Ticks(ticks))
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
            letters: Vec::new(),
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

    /// A letter chooses each of its options, in their order.
    #[must_use]
    pub fn lettered(mut self, letters: Vec<char>) -> Field {
        self.letters = letters;
        self
    }

    /// Whether a letter chooses an option.
    #[must_use]
    pub fn takes(&self, letter: char) -> bool {
        self.letters.contains(&letter)
    }

    /// With quiet words under it.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Field {
        self.hint = hint.into();
        self
    }

    /// What stands in it, without spaces at its ends: the option chosen, those ticked, the digit, `yes` or `no`.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.kind {
            Kind::Line(input) => input.text().trim().to_owned(),
            Kind::Notes(notes) => notes.text().trim().to_owned(),
            Kind::Choice(options, at) => options.get(*at).cloned().unwrap_or_default(),
            Kind::Switch(_, on) => if *on { "yes" } else { "no" }.to_owned(),
            Kind::Scale(_, 0) => String::new(),
            Kind::Scale(_, at) => at.to_string(),
            Kind::Ticks(ticks) => ticks.text(),
        }
    }

    /// Puts a text in, as [`Field::text`] gives it. An option that is not there changes nothing.
    pub fn set(&mut self, text: &str) {
        match &mut self.kind {
            Kind::Line(input) => input.set(text),
            Kind::Notes(notes) => notes.set(text),
            Kind::Choice(options, at) => *at = options.iter().position(|option| option == text).unwrap_or(*at),
            Kind::Switch(_, on) => *on = text == "yes",
            Kind::Scale(means, at) => *at = text.parse().ok().filter(|digit| *digit <= means.len()).unwrap_or(0),
            Kind::Ticks(ticks) => ticks.set(text),
        }
    }

    /// The place of the option chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        match &self.kind {
            Kind::Choice(_, at) | Kind::Scale(_, at) => *at,
            Kind::Switch(_, on) => usize::from(*on),
            Kind::Ticks(ticks) => ticks.at,
            Kind::Line(_) | Kind::Notes(_) => 0,
        }
    }

    /// Chooses by place, or ticks; a place that is not there changes nothing. Of a scale the place of 1 is 0; the one
    /// chosen already empties it, and so does the place behind the last.
    pub fn choose(&mut self, place: usize) {
        match &mut self.kind {
            Kind::Choice(options, at) if place < options.len() => *at = place,
            Kind::Switch(_, on) if place < 2 => *on = place == 1,
            Kind::Scale(means, at) if place <= means.len() => {
                *at = if place == means.len() || *at == place + 1 { 0 } else { place + 1 };
            }
            Kind::Ticks(ticks) if place < ticks.options.len() => ticks.toggle(place),
            _ => {}
        }
    }

    /// How many choices digits have; nothing where digits are text.
    #[must_use]
    pub fn choices(&self) -> usize {
        match &self.kind {
            Kind::Choice(options, _) => options.len(),
            Kind::Scale(means, _) => means.len(),
            Kind::Switch(..) => 2,
            Kind::Ticks(ticks) => ticks.options.len(),
            Kind::Line(_) | Kind::Notes(_) => 0,
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
            Kind::Choice(_, at) => *at = self.letters.iter().position(|known| *known == letter).unwrap_or(*at),
            Kind::Switch(..) | Kind::Scale(..) | Kind::Ticks(_) => {}
        }
    }

    pub(super) fn pasted(&mut self, text: &str) -> bool {
        self.begin_value(text.trim_start().chars().next());
        match &mut self.kind {
            Kind::Line(input) => input.pasted(text),
            Kind::Notes(notes) => notes.pasted(text),
            Kind::Choice(..) | Kind::Switch(..) | Kind::Scale(..) | Kind::Ticks(_) => true,
        }
    }

    pub(super) fn edit(&mut self, key: TextKey) {
        self.is_fresh = false;
        match &mut self.kind {
            Kind::Line(input) => input.edit(key),
            Kind::Notes(notes) => notes.edit(key),
            Kind::Choice(..) | Kind::Switch(..) | Kind::Scale(..) | Kind::Ticks(_) => {}
        }
    }

    /// The option `by` places further, as far as there are any.
    pub(super) fn step(&mut self, by: isize) {
        let Some(place) = self.chosen().checked_add_signed(by) else { return };
        match &mut self.kind {
            Kind::Scale(means, at) => *at = place.min(means.len()),
            Kind::Ticks(ticks) => ticks.at = place.min(ticks.options.len().saturating_sub(1)),
            _ => self.choose(place),
        }
    }

    /// Turns a switch around, or ticks the box under the cursor. False where it is neither.
    pub(super) fn toggle(&mut self) -> bool {
        match &mut self.kind {
            Kind::Switch(_, on) => *on = !*on,
            Kind::Ticks(ticks) => ticks.toggle(ticks.at),
            _ => return false,
        }
        true
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
    fn a_scale_is_set_and_emptied_by_its_digits_and_by_steps() {
        let mut field = Field::scale("Fit", &["poor", "weak", "so-so", "good", "great"], 0);
        assert_eq!(field.text(), "");
        field.choose(3);
        assert_eq!((field.text().as_str(), field.is_changed()), ("4", true));
        field.choose(3);
        assert_eq!(field.text(), "", "the digit it has already empties it");
        field.set("5");
        field.step(1);
        assert_eq!(field.text(), "5");
        field.step(-1);
        assert_eq!(field.text(), "4");
        field.choose(5);
        assert_eq!(field.text(), "");
        field.step(-1);
        field.set("6");
        assert_eq!(field.text(), "", "no rating is out of range");
    }

    #[test]
    fn boxes_are_ticked_by_digits_and_under_the_cursor() {
        let mut field = Field::ticks("Traits", vec!["stagnant", "tight with money", "boring"], "boring, stagnant");
        assert_eq!(field.text(), "stagnant, boring");
        assert!(!field.is_changed(), "their order is the field's own");
        field.choose(1);
        assert_eq!(field.text(), "stagnant, tight with money, boring");
        field.step(1);
        assert!(field.toggle());
        assert_eq!(field.text(), "stagnant, tight with money");
        field.step(9);
        field.choose(7);
        field.start_over();
        assert_eq!(field.text(), "stagnant, boring");
    }

    #[test]
    fn letters_choose_where_they_were_given() {
        let mut field = Field::choice("Kind", vec!["delivery".into(), "unbilled".into()], 0).lettered(vec!['d', 'u']);
        assert!(field.takes('u') && !field.takes('x'));
        field.typed('u');
        field.typed('x');
        assert_eq!(field.text(), "unbilled");
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
