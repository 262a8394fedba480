//! The filter of the list while it is typed and after: its text, what it was understood as, what is wrong with it.
//!
//! The grammar is [`crate::domain::filter`]'s. A mistake never takes rows away: the last text that was understood
//! stays in force.

use std::ops::Range;

use crate::domain::filter::{FieldTable, Filter, LONGEST, Mistake};
use crate::domain::id::CustomerId;
use crate::intent::TextKey;
use crate::ui::Input;

/// The filter and the line it is typed in.
#[derive(Debug, Default)]
pub(super) struct Filtering {
    line: Option<Input>,
    /// The last text understood, and what it means.
    text: String,
    filter: Filter,
    mistake: Option<Mistake>,
    /// Who was under the cursor before.
    before: Option<CustomerId>,
}

impl Filtering {
    /// The line, while it is typed.
    pub(super) fn line(&self) -> Option<&Input> {
        self.line.as_ref()
    }

    /// What rows have to pass.
    pub(super) fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The text in force; empty where everyone is shown.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether anybody may be left out.
    pub(super) fn is_on(&self) -> bool {
        !self.filter.is_empty()
    }

    /// What is wrong with what is typed.
    pub(super) fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_ref()
    }

    /// What Tab would take.
    pub(super) fn suggestion(&self) -> Option<&str> {
        self.mistake.as_ref()?.suggestion.as_deref()
    }

    /// Opens the line with the text in force.
    pub(super) fn begin(&mut self, current: Option<CustomerId>) {
        self.line = Some(Input::new(&self.text, LONGEST));
        self.before = current;
    }

    /// A character typed.
    pub(super) fn typed(&mut self, letter: char, table: &FieldTable) -> bool {
        self.edited(table, |line| line.typed(letter))
    }

    /// A text pasted.
    pub(super) fn pasted(&mut self, text: &str, table: &FieldTable) -> bool {
        self.edited(table, |line| {
            line.pasted(text);
        })
    }

    /// An edit of the line.
    pub(super) fn edit(&mut self, key: TextKey, table: &FieldTable) -> bool {
        self.edited(table, |line| line.edit(key))
    }

    /// Puts the suggestion where the mistake stands.
    pub(super) fn take_suggestion(&mut self, table: &FieldTable) -> bool {
        let Some(Mistake { span, suggestion: Some(suggestion), .. }) = self.mistake.clone() else { return false };
        self.edited(table, |line| {
            let text = line.text();
            if let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) {
                line.set(&format!("{before}{suggestion}{after}"));
            }
        })
    }

    /// Edits the line; true where another filter is in force now.
    fn edited(&mut self, table: &FieldTable, edit: impl FnOnce(&mut Input)) -> bool {
        let Some(line) = &mut self.line else { return false };
        let before = line.text().to_owned();
        edit(line);
        if line.text() == before {
            return false;
        }
        let text = line.text().to_owned();
        self.read(&text, table)
    }

    /// Takes a text; where a part of it cannot be understood, the rest of it.
    fn read(&mut self, text: &str, table: &FieldTable) -> bool {
        let read = Filter::parse(text, table);
        self.mistake = read.as_ref().err().cloned();
        let understood = match read {
            Ok(filter) => Some((text.trim().to_owned(), filter)),
            Err(mistake) => {
                let rest = without_word(text, &mistake.span);
                Filter::parse(&rest, table).ok().map(|filter| (rest, filter))
            }
        };
        let Some((text, filter)) = understood else { return false };
        self.text = text;
        let moved = filter != self.filter;
        self.filter = filter;
        moved
    }

    /// Understands the text in force anew: amounts may be typed in another currency now.
    pub(super) fn read_again(&mut self, table: &FieldTable) {
        let text = self.line.as_ref().map_or_else(|| self.text.clone(), |line| line.text().to_owned());
        self.read(&text, table);
    }

    /// Keeps the filter and closes the line; false, with the line still open, where it has a mistake.
    pub(super) fn keep(&mut self) -> bool {
        if self.mistake.is_some() {
            return false;
        }
        self.line = None;
        true
    }

    /// Everyone again; who was under the cursor before the line was opened, where it still was.
    pub(super) fn clear(&mut self) -> Option<CustomerId> {
        let typed = std::mem::take(self);
        typed.line.and(typed.before)
    }
}

/// A text without the word a mistake stands in.
fn without_word(text: &str, mistake: &Range<usize>) -> String {
    let (Some(before), Some(after)) = (text.get(..mistake.start), text.get(mistake.end..)) else { return String::new() };
    let before = before.rfind(char::is_whitespace).map_or("", |at| &before[..at]);
    let after = after.find(char::is_whitespace).map_or("", |at| &after[at..]);
    format!("{before}{after}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    #[test]
    fn what_can_be_understood_beside_a_mistake_stays_in_force() {
        let table = FieldTable::customers(Currency::USD);
        let mut filter = Filtering::default();
        filter.begin(None);
        for letter in "share>5 revenu>10k tag:new".chars() {
            filter.typed(letter, &table);
        }
        assert_eq!((filter.text(), filter.suggestion()), ("share>5 tag:new", Some("revenue")));
        assert!(!filter.keep());
        assert!(filter.take_suggestion(&table));
        assert_eq!((filter.text(), filter.mistake()), ("share>5 revenue>10k tag:new", None));
        assert!(filter.keep() && filter.is_on());
        assert_eq!(without_word("株>5 ab", &(0..3)), "ab");
    }
}
