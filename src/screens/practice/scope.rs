//! How the firm keeps to its work, in words: off-core share, how often each offering and variant was delivered, whether what
//! was learned paid again, and the work taken on purpose.
//!
//! Figures are [`crate::domain::insight::scope`]'s; where these lines stand is `overview`'s, `list`'s and `detail`'s business.

use crate::domain::id::{OfferingId, VariantId};
use crate::domain::insight::practice::PracticeFigures;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::scope::{Reuse, Scope, Times};
use crate::domain::money;
use crate::domain::period::spoken;
use crate::domain::record::Target;
use crate::domain::work::Engagement;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::lines::{Grid, TextLine, numbers, prose, words};
use super::words::{Words, count};

/// So many pieces of work taken on purpose are named.
const NAMED: usize = 8;

/// Whether there is anything to tell: some work was won.
pub(super) fn is_told(view: &View<'_>) -> bool {
    view.book.records().engagements.iter().any(|work| work.stage.is_won() && !work.archived)
}

fn text(words: impl Into<String>) -> Span {
    Span::new(words, Role::Text)
}

fn muted(words: impl Into<String>) -> Span {
    Span::new(words, Role::Muted)
}

fn care(words: impl Into<String>) -> Span {
    Span::new(words, Role::Care)
}

fn percent(share: Ratio) -> String {
    format!("{}%", share.decimal(100, 1))
}

/// `4.2% of value, 6.0% of days`: what there is of it.
fn off_core(scope: &Scope) -> Option<String> {
    let said = [(scope.off_core_value, "value"), (scope.off_core_days, "days")];
    let said: Vec<String> = said.iter().filter_map(|(share, of)| Some(format!("{} of {of}", percent((*share)?)))).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// The lines below the offerings, in their box.
pub(super) fn summary(figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let scope = &figures.scope;
    if !is_told(view) {
        return prose("No job is done or booked yet: 4, then a adds one.", Role::Muted, width);
    }
    let first = match off_core(scope) {
        Some(said) => vec![muted("off-core "), text(said), muted(" in 12 months")],
        None if scope.begun.works == 0 => vec![muted("off-core "), text("no job began in 12 months")],
        None => vec![muted("off-core "), care("! no job says its value or days "), muted("4, e")],
    };
    let mut second = Vec::new();
    if let Some(rate) = scope.reuse_rate() {
        second.extend([muted("reuse "), text(format!("{} ({} of {})", percent(rate), scope.resold, scope.judged))]);
    }
    if !scope.on_purpose.is_empty() {
        let gap = if second.is_empty() { String::new() } else { format!(" {} ", view.look.glyphs.dot()) };
        second.push(muted(format!("{gap}taken on purpose ")));
        second.push(text(format!(
            "{}, {}",
            scope.on_purpose.len(),
            money::whole(scope.on_purpose_value, view.book.settings.base())
        )));
    }
    let second = Some(second).filter(|spans| !spans.is_empty()).map(TextLine::Words);
    [TextLine::Air, TextLine::Words(first)].into_iter().chain(second).collect()
}

/// The row of an open box that tells all of it.
pub(super) fn row(figures: &PracticeFigures) -> Vec<Span> {
    let share = figures.scope.off_core_value.or(figures.scope.off_core_days);
    vec![
        text("Scope"),
        muted("12 months"),
        text(""),
        share.map_or_else(|| text(""), |share| text(format!("off-core {}", percent(share)))),
    ]
}

/// How often something was delivered: in all, in 12 months, and the days of both. Nothing where no job is delivered at all.
pub(super) fn cells(times: Option<Times>, figures: &PracticeFigures) -> [Span; 3] {
    if figures.scope.offerings.is_empty() {
        return [(); 3].map(|()| text(""));
    }
    let times = times.unwrap_or_default();
    [text(times.all.to_string()), muted(times.in_window.to_string()), muted(times.days.shown())]
}

/// How often a variant was delivered.
pub(super) fn of_variant(id: VariantId, scope: &Scope) -> Option<Times> {
    let own = scope.delivered.iter().filter(|delivered| delivered.variant == id);
    own.map(|one| Times { all: one.times, in_window: one.times_in_window, days: one.days, days_in_window: one.days_in_window })
        .reduce(plus)
}

fn plus(one: Times, other: Times) -> Times {
    Times {
        all: one.all + other.all,
        in_window: one.in_window + other.in_window,
        days: one.days + other.days,
        days_in_window: one.days_in_window + other.days_in_window,
    }
}

/// How often and how many days, in a grid of what it is and when.
fn delivered(times: Times, width: u16) -> Vec<TextLine> {
    let mut grid = Grid::new(vec![words("Delivered", 18, 0), numbers("Jobs", 6, 0), numbers("Days", 8, 0)]);
    grid.push(vec![muted("in all"), text(times.all.to_string()), text(times.days.shown())]);
    grid.push(vec![muted("in 12 months"), text(times.in_window.to_string()), text(times.days_in_window.shown())]);
    let (headings, rows) = grid.lay(width);
    [vec![TextLine::Air, headings], rows].concat()
}

/// What is said of an offering: how often, in which variants, and what each took.
pub(super) fn offering_lines(id: OfferingId, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let scope = &figures.scope;
    let Some(times) = scope.offerings.get(&id).copied() else {
        let words = "Not delivered yet: no job that has begun names it. On the Beach, 4, e says what a job delivers.";
        return [vec![TextLine::Air], prose(words, Role::Muted, width)].concat();
    };
    let mut lines = delivered(times, width);
    let own: Vec<_> = scope.delivered.iter().filter(|delivered| delivered.offering == id).collect();
    if own.is_empty() {
        return lines;
    }
    let used = scope.variants(id);
    let mut grid = Grid::new(vec![
        words("", 30, 0),
        numbers("Jobs", 6, 1),
        numbers("12 mo", 6, 2),
        numbers("Days", 8, 0),
        numbers("12 mo", 8, 3),
    ]);
    let mut rest = times;
    for one in own {
        let cells = [one.times.to_string(), one.times_in_window.to_string(), one.days.shown(), one.days_in_window.shown()];
        grid.push([Words(view).target(Target::Variant, one.variant.0)].into_iter().chain(cells).map(text).collect());
        rest.all = rest.all.saturating_sub(one.times);
        rest.in_window = rest.in_window.saturating_sub(one.times_in_window);
        (rest.days, rest.days_in_window) = (rest.days - one.days, rest.days_in_window - one.days_in_window);
    }
    if rest.all > 0 {
        let cells = [rest.all.to_string(), rest.in_window.to_string(), rest.days.shown(), rest.days_in_window.shown()];
        grid.push(["no variant said".to_owned()].into_iter().chain(cells).map(muted).collect());
    }
    let (headings, rows) = grid.lay(width);
    let about = format!("{}, {} of them in 12 months", count(used.all, "variant", "variants"), used.in_window);
    lines.extend([TextLine::Air, TextLine::Words(vec![muted(about)]), headings]);
    lines.extend(rows);
    lines
}

/// What is said of a variant: how often, and whether what was learned paid again.
pub(super) fn variant_lines(id: VariantId, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let mut lines = if let Some(times) = of_variant(id, &figures.scope) {
        delivered(times, width)
    } else {
        let words = "Not delivered yet: no job that has begun names it. On the Beach, 4, e says it of a job.";
        [vec![TextLine::Air], prose(words, Role::Muted, width)].concat()
    };
    if view.book.records().variants.find(id.0).is_some_and(|variant| variant.learned.is_some()) {
        lines.push(TextLine::Air);
        lines.extend(prose(&reuse(figures.scope.reuse.get(&id).copied()), Role::Text, width));
    }
    lines
}

/// Whether what was learned paid again.
fn reuse(reuse: Option<Reuse>) -> String {
    match reuse {
        Some(Reuse::Resold) => "Paid again: sold to another customer within 12 months of its first sale.".to_owned(),
        Some(Reuse::Until(day)) => format!("Not sold to another customer yet; its 12 months run until {}.", spoken(day)),
        Some(Reuse::Never) => "Never paid again: nobody else bought it within 12 months of its first sale.".to_owned(),
        None => "Learned, and not sold yet.".to_owned(),
    }
}

/// Everything of it, beside the list.
pub(super) fn lines(figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    [shares(&figures.scope, width), learned(figures, view, width), on_purpose(&figures.scope, view, width)].concat()
}

/// The off-core shares, and what they leave out.
fn shares(scope: &Scope, width: u16) -> Vec<TextLine> {
    let begun = scope.begun;
    let mut lines = vec![TextLine::Words(vec![muted(format!("{} begun in 12 months", count(begun.works, "job", "jobs")))])];
    let mut grid = Grid::new(vec![words("", 18, 0), words("", 60, 0)]);
    for (label, share, lacks) in [
        ("Off-core of value", scope.off_core_value, "! no job says its value or rate"),
        ("Off-core of days", scope.off_core_days, "! no job says its days"),
    ] {
        grid.push(vec![muted(label), share.map_or_else(|| care(lacks), |share| text(percent(share)))]);
    }
    if begun.works > 0 {
        lines.extend(grid.lay(width).1);
    }
    let lacks = [(begun.without_value, "value"), (begun.without_days, "days"), (begun.without_class, "class")];
    let lacks: Vec<String> = lacks.iter().filter(|(many, _)| *many > 0).map(|(many, what)| format!("{what} of {many}")).collect();
    if !lacks.is_empty() {
        let words = format!("Not said: {}. On the Beach, 4, e adds it.", lacks.join(", "));
        lines.extend(prose(&words, Role::Muted, width));
    }
    lines
}

/// Which learned variants paid again.
fn learned(figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let scope = &figures.scope;
    let known: Vec<_> =
        view.book.records().variants.iter().filter(|variant| variant.learned.is_some() && !variant.archived).collect();
    if known.is_empty() {
        let words = "Reuse: no variant says when it was learned. e on a variant adds it.";
        return [vec![TextLine::Air], prose(words, Role::Muted, width)].concat();
    }
    let rate = match scope.reuse_rate() {
        Some(rate) => format!("{}: {} of {} sold again within 12 months", percent(rate), scope.resold, scope.judged),
        None => "too early to say of any".to_owned(),
    };
    let mut lines = vec![TextLine::Air, TextLine::Words(vec![muted("Reuse of what you learned")])];
    lines.extend(prose(&rate, Role::Text, width));
    let mut grid = Grid::new(vec![words("", 30, 0), words("", 24, 0)]);
    for variant in known {
        let standing = match scope.reuse.get(&variant.id) {
            Some(Reuse::Resold) => text("sold again"),
            Some(Reuse::Until(day)) => muted(format!("until {}", spoken(*day))),
            Some(Reuse::Never) => care("! never again"),
            None => muted("not sold yet"),
        };
        grid.push(vec![text(Words(view).clean(&variant.name)), standing]);
    }
    lines.extend(grid.lay(width).1);
    lines
}

/// The work taken on purpose, and what it brought beside all other.
fn on_purpose(scope: &Scope, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let base = view.book.settings.base();
    if scope.on_purpose.is_empty() {
        return [vec![TextLine::Air], prose("Nothing outside your work was taken on purpose.", Role::Muted, width)].concat();
    }
    let mut lines = vec![TextLine::Air];
    lines.push(TextLine::Words(vec![
        muted("Taken on purpose "),
        text(format!("{}, {}", scope.on_purpose.len(), money::whole(scope.on_purpose_value, base))),
    ]));
    if let (Some(own), Some(other)) = (scope.on_purpose_day, scope.other_day) {
        let words = format!("{} a day; all your other work {}.", money::whole(own, base), money::whole(other, base));
        lines.extend(prose(&words, Role::Text, width));
    }
    let mut works: Vec<&Engagement> = scope.on_purpose.iter().filter_map(|id| view.book.records().engagements.find(id.0)).collect();
    works.sort_by_key(|work| std::cmp::Reverse((work.starts, work.id)));
    let mut grid = Grid::new(vec![words("", 40, 0), words("", 26, 2), numbers("", 14, 1)]);
    for work in works.iter().take(NAMED) {
        let customer = work.customer.map_or_else(String::new, |id| Words(view).customer(id));
        let worth = scope.worth.get(&work.id).map_or_else(|| care("! no value"), |worth| text(money::whole(*worth, base)));
        grid.push(vec![text(Words(view).job(work)), muted(customer), worth]);
    }
    lines.extend(grid.lay(width).1);
    if works.len() > NAMED {
        lines.push(TextLine::Words(vec![muted(format!("and {} more", works.len() - NAMED))]));
    }
    lines
}
