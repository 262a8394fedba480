//! Fit and mood of a customer in pips and words, where they stand and stood, what wears the owner out.
//!
//! The scores are [`crate::domain::scores`]'.

use super::{Known, Span, Writer};
use crate::domain::assessment::{CRITERIA, FEEL, FIT, Trait};
use crate::domain::insight::evidence::SUGGESTED;
use crate::domain::insight::fit::points;
use crate::domain::insight::matrix::{Place, Quadrant, pips};
use crate::domain::period::Quarter;
use crate::domain::record::{Kind, Rating};
use crate::domain::scores::Score;
use crate::ui::{self, Role};

/// One of the two scores, as it is and as it was.
struct Side {
    label: &'static str,
    key: char,
    words: &'static [&'static str; 5],
    now: Option<(f64, bool)>,
    was: Option<f64>,
    /// What the owner pressed.
    said: Option<Rating>,
}

impl Writer<'_> {
    /// Fit, mood and what follows from both.
    pub(super) fn answers(&mut self, known: Option<&Known<'_>>) {
        let score = known.map(|known| known.score);
        let was = score.and_then(|score| score.was);
        let quarter = self.last_quarter(known);
        let fit = score.and_then(|score| score.fit);
        let now = fit.map(|fit| (fit.score, fit.confirmed));
        let (was_fit, said) = (was.map(|was| was.fit), fit.and_then(|fit| fit.gut));
        self.side(&Side { label: "Fit", key: 'f', words: &FIT, now, was: was_fit, said }, &quarter);
        let mood = score.and_then(|score| score.mood);
        let now = mood.map(|mood| (mood.score, mood.confirmed));
        let (was_mood, said) = (was.map(|was| was.mood), mood.map(|mood| mood.feel));
        self.side(&Side { label: "Mood", key: 'm', words: &FEEL, now, was: was_mood, said }, &quarter);
        if let Some(known) = known {
            self.stands(known, was, &quarter);
            self.wears(known.score);
        }
    }

    /// `Q3`: the quarter the answers before this one's are of.
    fn last_quarter(&self, known: Option<&Known<'_>>) -> String {
        let start = self.view.book.settings.fiscal_start;
        known.map(|known| format!("Q{}", Quarter::of(known.scores.last_quarter().to, start).number)).unwrap_or_default()
    }

    fn side(&mut self, side: &Side, quarter: &str) {
        let Some((score, confirmed)) = side.now else {
            // Answers may still come with the rest of the book.
            let words = if self.view.book.awaits_series() { String::new() } else { format!("none: {} rates it", side.key) };
            self.value(side.label, Span::new(words, Role::Muted));
            return;
        };
        let count = pips(score);
        let mut right = ui::pips::pips(count, !confirmed, self.view.look.glyphs);
        right.push(Span::new(format!("  {}", side.words[usize::from(count) - 1]), Role::Text));
        self.pieces(side.label, right);
        let was = side.was.map(pips).filter(|was| *was != count);
        // Where more than one key counts the pips may show something else than was pressed.
        let said = side.said.map(Rating::get).filter(|said| *said != count);
        let carried = (!confirmed).then(|| format!("carried over: {} confirms", side.key));
        let said = said.map(|said| format!("your key says {said}"));
        for words in [was.map(|was| format!("was {was} in {quarter}")), said, carried].into_iter().flatten() {
            self.value("", Span::new(words, Role::Muted));
        }
    }

    /// The quadrant, and the one before.
    fn stands(&mut self, known: &Known<'_>, was: Option<Place>, quarter: &str) {
        let score = known.score;
        if score.quadrant == Quadrant::Unplaced {
            return;
        }
        let role = match score.quadrant {
            Quadrant::Keeper => Role::Good,
            Quadrant::Grinder => Role::Care,
            Quadrant::Leaver => Role::Bad,
            Quadrant::Charmer | Quadrant::Unplaced => Role::Text,
        };
        let words = format!("{}: {}", title(score.quadrant), score.quadrant.verb());
        self.value("Quadrant", Span::new(words, role));
        let before = known.scores.cuts().quadrant(was);
        if was.is_some() && before != score.quadrant {
            self.value("", Span::new(format!("was {} in {quarter}", title(before)), Role::Muted));
        }
        if score.on_the_line {
            self.value("", Span::new("on the line", Role::Muted));
        }
    }

    /// Where gut and evidence part, the criteria rated otherwise, the traits, the drain marker.
    fn wears(&mut self, score: &Score) {
        let care = self.view.look.glyphs.care();
        let gut = score.disagreement().and_then(|_| score.fit?.gut);
        if let (Some(gut), Some(evidence)) = (gut, score.evidence()) {
            let (gut, evidence) = (pips(points(gut)), pips(evidence));
            self.prose(&format!("{care} your gut says {gut}, your numbers {evidence}"), 0, Role::Care);
        }
        let label = |at: usize| Kind::Assessment.field(CRITERIA[at]).map(|about| about.label.to_lowercase());
        let overridden: Vec<String> = (0..SUGGESTED).filter(|at| score.is_overridden(*at)).filter_map(label).collect();
        if !overridden.is_empty() {
            self.prose(&format!("you rate otherwise than your numbers: {}", overridden.join(", ")), 0, Role::Muted);
        }
        if score.traits.count() > 0 {
            let traits: Vec<&str> = score.traits.iter().map(Trait::label).collect();
            self.value("Traits", Span::new(traits.join(", "), Role::Care));
        }
        if score.drain {
            self.prose(&format!("{care} drains you: ever more hours, and no better a mood"), 0, Role::Care);
        }
    }
}

/// One of a quadrant, as a title: `Keeper`.
fn title(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::Unplaced => quadrant.title(),
        placed => placed.title().trim_end_matches('s'),
    }
}
