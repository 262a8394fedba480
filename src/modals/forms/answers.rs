//! The forms of what the owner answers of a customer: fit, criterion by criterion, and mood in words and traits.
//!
//! The fields are those of [`crate::domain::assessment`]; which answers are in force and what a new one makes of them is
//! [`crate::domain::answers`]'.

use super::link::Among;
use super::{Form, Refused, Reread, Sheet, lists, record};
use crate::domain::answers::{Axis, answered};
use crate::domain::assessment::{Assessment, CRITERIA};
use crate::domain::change::{Change, Edit};
use crate::domain::id::CustomerId;
use crate::domain::insight::fit::{self, Fit, Source};
use crate::domain::insight::mood::{self, Mood, OwnWords};
use crate::domain::record::{Field as About, Kind, Record, Row, Shape};
use crate::domain::text::{Line, shown};
use crate::intent::{Effect, Opening, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of the form of fit are kept under.
const FIT: &str = "fit";
/// What drafts of the form of mood are kept under.
const MOOD: &str = "mood";
/// How many words a hint lists.
const NAMED: usize = 8;

/// Answers of one axis being given.
#[derive(Debug)]
struct Answers {
    customer: CustomerId,
    axis: Axis,
    /// The row in force, where this quarter has one, and the answers the form begins with.
    edit: Edit<Assessment>,
}

impl Form {
    /// Fit, criterion by criterion; `None` where the customer is gone.
    #[must_use]
    pub fn criteria(id: CustomerId, view: &View<'_>) -> Option<Form> {
        Form::answers(id, Axis::Fit, view)
    }

    /// Mood words and traits; `None` where the customer is gone.
    #[must_use]
    pub fn mood_words(id: CustomerId, view: &View<'_>) -> Option<Form> {
        Form::answers(id, Axis::Mood, view)
    }

    fn answers(id: CustomerId, axis: Axis, view: &View<'_>) -> Option<Form> {
        let name = shown(view.names.of(view.book.customer(id)?), 40);
        let answers = Answers { customer: id, axis, edit: begun(id, axis, view) };
        let fields = answers.fields(view);
        let title = match axis {
            Axis::Fit => format!("Fit · {name}"),
            Axis::Mood => format!("Mood · {name}"),
        };
        Some(Form::of(answers, Fields::new(title, fields)).reckoned(view))
    }
}

/// The form a kept draft of answers belongs to.
pub(super) fn opening(purpose: &str, subject: Option<CustomerId>) -> Option<Opening> {
    match (purpose, subject) {
        (FIT, Some(id)) => Some(Opening::Criteria(id)),
        (MOOD, Some(id)) => Some(Opening::MoodWords(id)),
        _ => None,
    }
}

/// The answers as they stand, their axis confirmed.
fn begun(id: CustomerId, axis: Axis, view: &View<'_>) -> Edit<Assessment> {
    answered(&view.book.records().assessments, id, view.today, view.book.settings.fiscal_start, axis, |_| {})
}

/// The fields of an axis: the gut last, beside the score it gives way to.
fn asked(axis: Axis) -> impl Iterator<Item = &'static About> {
    let names: &[&str] = match axis {
        Axis::Fit => &CRITERIA,
        Axis::Mood => &["feel", "mood_words", "traits"],
    };
    let gut: &[&str] = if axis == Axis::Fit { &["fit"] } else { &[] };
    names.iter().chain(gut).filter_map(|name| Kind::Assessment.field(name))
}

impl Answers {
    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let row = self.edit.after.row();
        let of = |about: &'static About| {
            let field = record::field(about, row.get(about.name), view);
            let hint = self.said(about, &field, view);
            field.hinted(hint)
        };
        asked(self.axis).map(of).collect()
    }

    /// The quiet words of a field: of a criterion what it weighs and what the data say.
    fn said(&self, about: &About, field: &Field, view: &View<'_>) -> String {
        match (CRITERIA.iter().position(|name| *name == about.name), about.name) {
            (Some(at), _) => self.criterion(at, field, view),
            (None, "fit") => format!("your gut; it counts until {} of the eight are rated", fit::ENOUGH),
            (None, "mood_words") => words_in_use(&lists::read(&field.text(), [].iter()), view),
            _ => about.hint.to_owned(),
        }
    }

    fn criterion(&self, at: usize, field: &Field, view: &View<'_>) -> String {
        let weight = format!("weighs {}", view.book.settings.weights[at]);
        let scores = view.scores();
        let suggestion = scores.score(self.customer).and_then(|score| score.suggested().get(at).copied().flatten());
        let Some(suggestion) = suggestion else { return weight };
        let data = format!("your figures say {}: {}", suggestion.rating.get(), suggestion.reason);
        match field.text().as_str() {
            "" => format!("{weight}; {data}; that counts while this is empty"),
            own if own == suggestion.rating.get().to_string() => format!("{weight}; {data}"),
            _ => format!("{weight}; {data}; yours counts instead"),
        }
    }

    /// The answers with what stands in the form.
    fn after(&self, fields: &Fields, view: &View<'_>) -> Assessment {
        let mut row = self.edit.after.row();
        for (about, field) in asked(self.axis).zip(fields.fields()) {
            if field.is_changed()
                && let Ok(value) = record::value(about, field, Among::default(), view)
            {
                row.set(about.name, value);
            }
        }
        Assessment::of_row(&row).unwrap_or_else(|| self.edit.after.clone())
    }

    fn fit_words(&self, after: &Assessment, view: &View<'_>) -> String {
        let scores = view.scores();
        let none = [None; crate::domain::insight::evidence::SUGGESTED];
        let suggested = scores.score(self.customer).map_or(none, |score| *score.suggested());
        let rated = fit::rated(after, &suggested).iter().flatten().count();
        match Fit::of(after, &suggested, &view.book.settings.weights, true) {
            Some(fit) => match fit.source {
                Source::Criteria(count) => format!("Fit {:.0}, of {count} criteria", fit.score.round()),
                Source::Gut => format!("Fit {:.0}, by your gut; {rated} of 8 rated", fit.score.round()),
            },
            None => format!("{rated} of 8 rated; {} make a score", fit::ENOUGH),
        }
    }
}

fn mood_words(after: &Assessment, view: &View<'_>) -> String {
    let own = OwnWords::on(&view.book.records().mood_profiles, view.today);
    match Mood::of(after, &own, true) {
        Some(mood) => {
            let shared = mood.overlap.map(|overlap| format!("; {} of {} words are yours too", overlap.shared, overlap.of));
            format!("Mood {:.0}{}", mood.score.round(), shared.unwrap_or_default())
        }
        None => "Say how it feels, and there is a score".to_owned(),
    }
}

/// The owner's own mood words, then those in use with others, without those that stand there.
fn words_in_use(there: &[Line], view: &View<'_>) -> String {
    let records = view.book.records();
    let own = mood::newest(&records.mood_profiles, view.today).into_iter().flat_map(|profile| &profile.words);
    let used = records.assessments.iter().rev().flat_map(|answers| &answers.mood_words);
    let mut keys: std::collections::BTreeSet<String> = there.iter().map(Line::key).collect();
    let words: Vec<Line> = own.chain(used).filter(|word| keys.insert(word.key())).take(NAMED).cloned().collect();
    if words.is_empty() {
        "how they are, in a few words: curious, calm, candid".to_owned()
    } else {
        format!("yours and in use: {}", shown(&lists::shown(&words), 100))
    }
}

impl Sheet for Answers {
    fn purpose(&self) -> Option<String> {
        Some(if self.axis == Axis::Fit { FIT } else { MOOD }.to_owned())
    }

    fn subject(&self) -> Option<CustomerId> {
        Some(self.customer)
    }

    /// Answers carried over are confirmed by saving them as they are.
    fn is_new(&self) -> bool {
        let is_carried = self.edit.before.as_ref() != Some(&self.edit.after);
        let row = self.edit.after.row();
        is_carried && asked(self.axis).any(|about| !row.get(about.name).is_nothing())
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        let about = asked(self.axis).find(|about| about.label == field.label);
        about.map_or(Ok(None), |about| record::check(about, field, Among::default(), view))
    }

    fn hint(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Option<String> {
        let about = asked(self.axis).find(|about| about.label == field.label)?;
        Some(self.said(about, field, view))
    }

    fn result(&self, fields: &Fields, view: &View<'_>) -> Option<String> {
        let after = self.after(fields, view);
        Some(match self.axis {
            Axis::Fit => self.fit_words(&after, view),
            Axis::Mood => mood_words(&after, view),
        })
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let edit = Edit { before: self.edit.before.clone(), after: self.after(fields, view) };
        Ok(vec![Effect::Submit(Change::record(&edit))])
    }

    fn reread(&mut self, fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        view.book.customer(self.customer)?;
        let typed = self.after(fields, view);
        let before = self.edit.after.clone();
        self.edit = begun(self.customer, self.axis, view);
        let now = self.edit.after.row();
        let lists = Assessment { mood_words: typed.mood_words, traits: typed.traits, ..before.clone() };
        let both: Option<Row> = Edit::of(before.row(), lists.row()).onto(&now).ok();
        let reread = asked(self.axis).map(|about| {
            let merged = both.as_ref().filter(|_| matches!(about.shape, Shape::Lines | Shape::SomeOf(_)));
            Reread {
                now: record::field(about, now.get(about.name), view).text(),
                merged: merged.map(|both| record::text(about, both.get(about.name), view)),
            }
        });
        Some(reread.collect())
    }
}
