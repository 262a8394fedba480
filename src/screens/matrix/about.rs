//! What is said of the customer under the cursor: scores in words, what moved, what does not agree, what they take.
//!
//! The most telling first: where there is little room the last lines go.

use crate::domain::assessment::{FEEL, FIT};
use crate::domain::insight::matrix::{Quadrant, pips};
use crate::domain::money;
use crate::domain::record::{Minutes, hours};
use crate::domain::scores::Score;
use crate::intent::View;
use crate::ui::{self, Role, Span};

use super::people::People;

/// A line: at the left, and at the right edge.
pub(super) type Line = (Vec<Span>, Option<Span>);

/// One of a corner, as a word inside a sentence's start: `Keeper`.
pub(super) fn one(corner: Quadrant) -> &'static str {
    ["Keeper", "Grinder", "Charmer", "Leaver", "Unplaced"][corner as usize]
}

/// The corner they stood in at the end of last quarter, where it was another.
pub(super) fn was(score: &Score, people: &People) -> Option<&'static str> {
    let before = people.scores.cuts().quadrant(Some(score.was?));
    (before != score.quadrant).then(|| one(before))
}

/// Which way the mood went since last quarter: an arrow's word and its mark's direction.
pub(super) fn trend(score: &Score) -> Option<std::cmp::Ordering> {
    Some(score.mood?.feel.cmp(&score.feel_was?))
}

/// Everything said of a customer, in lines of a width.
pub(super) fn lines(score: &Score, people: &People, view: &View<'_>, width: u16) -> Vec<Line> {
    let mut lines = vec![scored("Fit", score.fit.map(|fit| (fit.score, fit.confirmed)), &FIT, view)];
    lines.push(scored("Mood", score.mood.map(|mood| (mood.score, mood.confirmed)), &FEEL, view));
    let mut say = |words: &str, role: Role| {
        let wrapped = crate::chart::cells::wrap(words, usize::from(width.clamp(8, 88)));
        lines.extend(wrapped.into_iter().map(|line| (vec![Span::new(line, role)], None)));
    };
    if let Some(words) = moved(score, people) {
        say(&words, Role::Text);
    }
    if score.drain {
        say("! Drains you: ever more hours, and no better a mood.", Role::Care);
    }
    if let Some(words) = disagreement(score) {
        say(&words, Role::Care);
    }
    if score.on_the_line {
        say("On the line: within 5 points of another corner.", Role::Muted);
    }
    lines.extend(economics(score, people, view));
    lines
}

fn scored(what: &str, known: Option<(f64, bool)>, words: &[&'static str; 5], view: &View<'_>) -> Line {
    let label = Span::new(format!("{what:<5}"), Role::Muted);
    let Some((score, confirmed)) = known else {
        let key = if what == "Fit" { "not said yet: f" } else { "not said yet: m" };
        return (vec![label, Span::new(key, Role::Muted)], None);
    };
    let mut spans = vec![label];
    let marks = ui::pips::pips(pips(score), !confirmed, view.look.glyphs);
    let used: usize = marks.iter().map(|span| span.text.chars().count()).sum();
    spans.extend(marks);
    let word = words[usize::from(pips(score).clamp(1, 5)) - 1];
    let word = if confirmed { word.to_owned() } else { format!("{word} last time") };
    let gap = usize::from(ui::pips::WIDTH).saturating_sub(used) + 4;
    spans.push(Span::new(format!("{:>gap$} ", score.round()), Role::Text));
    spans.push(Span::new(word, Role::Muted));
    (spans, None)
}

/// `Was Keeper last quarter, mood falling`.
fn moved(score: &Score, people: &People) -> Option<String> {
    score.place()?;
    let mood = trend(score).map(|trend| match trend {
        std::cmp::Ordering::Less => "mood falling",
        std::cmp::Ordering::Equal => "mood steady",
        std::cmp::Ordering::Greater => "mood rising",
    });
    match (was(score, people), mood) {
        (Some(was), Some(mood)) => Some(format!("Was {was} last quarter, {mood}.")),
        (Some(was), None) => Some(format!("Was {was} last quarter.")),
        (None, _) if score.was.is_none() => Some("Not placed last quarter.".to_owned()),
        (None, mood) => mood.map(|mood| format!("Same corner as last quarter, {mood}.")),
    }
}

/// `Your gut says great fit, your figures weak fit.` where they lie 25 points apart or more.
fn disagreement(score: &Score) -> Option<String> {
    score.disagreement()?;
    let word = |points: f64| FIT[usize::from(pips(points).clamp(1, 5)) - 1];
    let gut = FIT[usize::from(score.fit?.gut?.get()) - 1];
    Some(format!("! Your gut says {gut}, your figures say {}. F looks closer.", word(score.evidence()?)))
}

fn economics(score: &Score, people: &People, view: &View<'_>) -> Vec<Line> {
    let pair = |label: &str, value: String| (vec![Span::new(label, Role::Muted)], Some(Span::new(value, Role::Text)));
    let missing = |words: &str| (vec![Span::new(words, Role::Muted)], None);
    if !score.pays {
        return vec![missing("Never bought.")];
    }
    let mut lines = vec![pair("12 months", money::whole(score.economics.revenue, view.book.settings.base()))];
    if let Some(part) = people.whole.revenue_part(score) {
        lines.push(pair("Share of revenue", format!("{}%", part.decimal(100, 1))));
    }
    if people.whole.has_hours() {
        lines.push(match people.whole.hours_part(score) {
            Some(part) if score.economics.costs.hours.0 > 0 => {
                pair("Hours", format!("{}, {}%", worked(score.economics.costs.hours), part.decimal(100, 1)))
            }
            _ => missing("No hours logged: t adds some."),
        });
    }
    lines
}

/// Time worked: from a hundred hours on in whole ones.
fn worked(time: Minutes) -> String {
    let whole = money::rounded(i128::from(time.0), 60);
    if whole >= 100 { format!("{} h", money::thousands(whole.unsigned_abs())) } else { format!("{} h", hours(time)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_hours_are_whole_ones() {
        // 99:29, 99:30 and 1,450:30, half up.
        assert_eq!([5_969, 5_970, 87_030, 210].map(|minutes| worked(Minutes(minutes))), ["99:29 h", "100 h", "1,451 h", "3.5 h"]);
    }
}
