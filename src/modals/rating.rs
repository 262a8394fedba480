//! A rating half typed: fit or mood of one customer or several, for which a digit is awaited.
//!
//! It draws nothing of its own: the footer gives the digits their words, the line above says whose rating it is. Asking
//! many one after the other is [`super::placing`]'s.

use crate::chart::cells::width;
use crate::domain::answers::{Axis, in_force, rated};
use crate::domain::assessment::{Assessment, FEEL, FIT};
use crate::domain::change::{Change, Edit};
use crate::domain::id::CustomerId;
use crate::domain::record::{Rating as Digit, Row};
use crate::domain::text::shown;
use crate::intent::{Action, Effect, Event, Notice, Scope, View};
use crate::ui::Canvas;

/// A digit awaited.
#[derive(Debug)]
pub struct Rating {
    axis: Axis,
    ids: Vec<CustomerId>,
}

/// What the five digits mean.
#[must_use]
pub(super) fn words(axis: Axis) -> &'static [&'static str; 5] {
    match axis {
        Axis::Fit => &FIT,
        Axis::Mood => &FEEL,
    }
}

/// The edits that rate customers, but for those that are rated so already; each confirms what was carried over.
pub(super) fn edits(axis: Axis, ids: &[CustomerId], digit: Digit, view: &View<'_>) -> Vec<Edit<Row>> {
    let known = &view.book.records().assessments;
    let start = view.book.settings.fiscal_start;
    let edit = |id: &CustomerId| rated(known, *id, view.today, start, axis, digit);
    let moves = |edit: &Edit<Assessment>| edit.before.as_ref() != Some(&edit.after);
    ids.iter().map(edit).filter(moves).map(|edit| edit.erased()).collect()
}

/// `4 glad`; `None` where nothing was said yet.
pub(super) fn now(axis: Axis, id: CustomerId, view: &View<'_>) -> Option<String> {
    let answers = in_force(&view.book.records().assessments, id, view.today, view.book.settings.fiscal_start)?;
    let digit = axis.of(answers)?.get();
    Some(format!("{digit} {}", words(axis)[usize::from(digit) - 1]))
}

impl Rating {
    /// Asks for those that are in the book; `None` where nobody is.
    #[must_use]
    pub fn new(axis: Axis, ids: Vec<CustomerId>, view: &View<'_>) -> Option<Rating> {
        let ids: Vec<CustomerId> = ids.into_iter().filter(|id| view.book.customer(*id).is_some()).collect();
        (!ids.is_empty()).then_some(Rating { axis, ids })
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Rating
    }

    /// What a digit means, for the footer.
    #[must_use]
    pub fn verb(&self, action: Action) -> Option<&'static str> {
        verb(self.axis, action)
    }

    /// Whose rating is asked for, and what it was.
    #[must_use]
    pub fn asks(&self, view: &View<'_>) -> String {
        let (whom, was) = match self.ids.as_slice() {
            [only] => {
                let was = now(self.axis, *only, view).map_or_else(|| "not said yet".to_owned(), |was| format!("now {was}"));
                (shown(view.names.by_id(view.book, *only), 40), format!(" ({was})"))
            }
            several => (format!("{} customers", several.len()), String::new()),
        };
        if !has_words(view) {
            // Where the footer has no room for the words the ends of the scale are said here.
            let ends = words(self.axis);
            let what = if self.axis == Axis::Fit { "Fit" } else { "Mood" };
            return format!("{what}, 1 {} to 5 {}: {whom}{was}", ends[0], ends[4]);
        }
        let is_one = self.ids.len() == 1;
        match self.axis {
            Axis::Fit => format!("How well {} {whom} fit?{was}", if is_one { "does" } else { "do" }),
            Axis::Mood => format!("How does it feel when {whom} call{}?{was}", if is_one { "s" } else { "" }),
        }
    }

    /// A digit rates; anything else leaves all as it is.
    pub fn update(&mut self, event: &Event, view: &View<'_>) -> Vec<Effect> {
        match event {
            Event::Action(Action::Choose(digit)) => self.rate(*digit, view),
            Event::Action(Action::Back) => vec![Effect::Close],
            Event::Typed(letter) => {
                vec![Effect::Close, Effect::Say(Notice::passing(format!("{letter} is none of 1 to 5. Nothing was rated.")))]
            }
            Event::Action(_) | Event::Click(_) => vec![Effect::Close, nothing_rated()],
            Event::Pasted(_) | Event::Wheel(..) => Vec::new(),
        }
    }

    fn rate(&self, digit: u8, view: &View<'_>) -> Vec<Effect> {
        let Some(digit) = Digit::new(digit) else { return vec![Effect::Close, nothing_rated()] };
        let edits = edits(self.axis, &self.ids, digit, view);
        if edits.is_empty() {
            let what = if self.axis == Axis::Fit { "Fit" } else { "Mood" };
            return vec![Effect::Close, Effect::Say(Notice::passing(format!("{what} was {} before already.", digit.get())))];
        }
        vec![Effect::Close, Effect::Save(Change::Records(edits))]
    }

    /// Nothing of its own is refused.
    #[must_use]
    pub fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    /// Those whom another window took out of the book are not rated.
    pub fn book_changed(&mut self, view: &View<'_>) {
        self.ids.retain(|id| view.book.customer(*id).is_some());
    }

    /// The page stays as it is.
    pub fn render(&self, _view: &View<'_>, _canvas: &mut Canvas<'_>) {}
}

fn nothing_rated() -> Effect {
    Effect::Say(Notice::passing("Nothing was rated."))
}

/// The word of a digit.
pub(super) fn verb(axis: Axis, action: Action) -> Option<&'static str> {
    match action {
        Action::Choose(digit) => words(axis).get(usize::from(digit).checked_sub(1)?).copied(),
        _ => None,
    }
}

/// Whether the footer has room for the words of the digits, whichever axis is asked.
fn has_words(view: &View<'_>) -> bool {
    let cells = |words: &[&str; 5]| words.iter().map(|word| width(word) + 4).sum::<usize>();
    cells(&FIT).max(cells(&FEEL)) + WITH_PINNED <= usize::from(view.area.width)
}

/// The cells of what stands at the right end of the footer.
const WITH_PINNED: usize = 24;
