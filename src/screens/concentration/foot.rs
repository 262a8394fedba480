//! What stands below the list: the total, what an owner should know of what is not in it, and the scale of sums.
//!
//! Each is there where the list above keeps enough rows. The rows themselves are `bars`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::domain::insight::attention::Line;
use crate::domain::insight::measure::Measure;
use crate::domain::money::{self, counted};
use crate::domain::period::spoken;
use crate::intent::View;
use crate::ui::table::{Column, Layout};
use crate::ui::{Canvas, Role};

use super::measures;
use super::ranking::Ranking;
use super::words;

/// The list keeps so many rows, where it has as many, before anything but the total stands below it.
const LEAST: usize = 8;
/// A list no longer than this is shown whole before the scale is.
const WHOLE: usize = 24;
/// The scale marks the sums of so many.
const MARKED: [(usize, &str); 4] = [(1, "biggest"), (3, "three"), (5, "five"), (10, "ten")];

/// What there is room for.
#[derive(Debug)]
pub(super) struct Foot {
    room: Rect,
    total: bool,
    notes: Vec<(String, Role)>,
    scale: u16,
}

impl Foot {
    /// Below a list of so many lines in a room; `with_bars` says the words of thresholds stand beside the bars.
    pub(super) fn new(ranking: &Ranking, view: &View<'_>, room: Rect, lines: usize, with_bars: bool) -> Foot {
        let mut foot = Foot { room, total: false, notes: Vec::new(), scale: 0 };
        let least = |most: usize| u16::try_from(lines.min(most)).unwrap_or(u16::MAX);
        let height = |left: u16, least: u16| left.saturating_sub(least);
        let mut spare = height(room.height, least(LEAST));
        if lines > 1 && spare >= 2 {
            foot.total = true;
            spare -= 2;
        }
        for (words, role) in notes(ranking, view, with_bars) {
            let wrapped = cells::wrap(&words, usize::from(room.width.saturating_sub(4).clamp(8, 88)));
            if wrapped.len() <= usize::from(spare) {
                spare -= wrapped.len() as u16;
                foot.notes.extend(wrapped.into_iter().map(|line| (line, role)));
            }
        }
        let left = height(room.height - foot.height(), least(WHOLE));
        if ranking.list().holdings().len() > 2 && ranking.pareto.is_some() && room.width >= 44 {
            foot.scale = match left {
                0 | 1 => 0,
                2 | 3 => 2,
                _ => 4,
            };
        }
        foot
    }

    /// The rows it takes.
    pub(super) fn height(&self) -> u16 {
        2 * u16::from(self.total) + self.notes.len() as u16 + self.scale
    }

    /// Draws it from a row on.
    pub(super) fn draw(
        &self,
        from: u16,
        ranking: &Ranking,
        view: &View<'_>,
        layout: &Layout,
        columns: &[Column],
        canvas: &mut Canvas<'_>,
    ) {
        let Rect { x, width, .. } = self.room;
        let mut y = from;
        if self.total {
            canvas.rule(x, y, width, view.look.glyphs.horizontal(), Role::Faint);
            let mut cell = |at, text: &str| layout.cell(columns, at, y + 1, text, Role::Text, canvas);
            cell(0, &format!("All {}", money::thousands(ranking.count() as u128)));
            if let Some(total) = ranking.total() {
                cell(2, &money::bare(total, view.book.settings.base()));
                cell(3, if ranking.list().holdings().is_empty() { "" } else { "100.0" });
            }
            y += 2;
        }
        for (words, role) in &self.notes {
            canvas.text(x + 3, y, width.saturating_sub(4), words, *role);
            y += 1;
        }
        if self.scale > 0 {
            scale(
                Rect { x: x + 3, y: y + u16::from(self.scale > 3), width: width.saturating_sub(4), height: self.scale },
                ranking,
                canvas,
            );
        }
    }
}

/// The sums of the largest on a line from nothing to everything.
fn scale(room: Rect, ranking: &Ranking, canvas: &mut Canvas<'_>) {
    let glyphs = canvas.look().glyphs;
    let taken = canvas.text(room.x, room.y, room.width, "sum %  ", Role::Muted);
    let (x, width) = (room.x + taken, room.width - taken);
    canvas.rule(x, room.y, width, glyphs.horizontal(), Role::Faint);
    canvas.text(x, room.y, 1, glyphs.scale_left(), Role::Faint);
    canvas.text(x + width - 1, room.y, 1, glyphs.scale_right(), Role::Faint);
    canvas.text(x, room.y + 1, 1, "0", Role::Muted);
    let concentration = ranking.list();
    let mut free = x + 2;
    for (n, name) in MARKED.into_iter().filter(|(n, _)| *n < concentration.holdings().len()) {
        let Some(top) = concentration.top(n) else { continue };
        let place = x + ((f64::from(width - 1) * top.share.value()).round() as u16).min(width - 1);
        let labels = [format!("{}%", top.share.decimal(100, 0)), name.to_owned()];
        let widest = if room.height > 3 { labels.iter().map(String::len).max().unwrap_or(0) } else { labels[0].len() } as u16;
        let from = place.saturating_sub(widest / 2);
        if from < free || from + widest > x + width {
            continue;
        }
        canvas.text(place, room.y, 1, glyphs.scale_mark(), Role::Muted);
        for (label, row) in labels.iter().zip(1..room.height.clamp(2, 3)) {
            let indent = (widest - label.len() as u16) / 2;
            canvas.text(from + indent, room.y + row, widest, label, Role::Muted);
        }
        free = from + widest + 1;
    }
}

/// What is not in the list, or what its marks mean, most needed first.
fn notes(ranking: &Ranking, view: &View<'_>, with_bars: bool) -> Vec<(String, Role)> {
    let figures = &ranking.figures;
    let mut notes = Vec::new();
    if let Some(since) = ranking.nothing_since {
        let day = spoken(since);
        notes.push((format!("Nothing since {day}, so all years are shown."), Role::Care));
    }
    let number = |count: usize, one: &str, many: &str| counted(count as u64, one, many);
    notes.extend(measures::notes(ranking, view));
    if ranking.measure == Measure::Value {
        return notes;
    }
    let revenue = &figures.revenue;
    if revenue.without_rate > 0 {
        let documents = number(revenue.without_rate, "document has", "documents have");
        notes.push((format!("! {documents} no exchange rate and is in no total."), Role::Care));
    }
    if revenue.unpaid.documents > 0 {
        let unpaid = number(revenue.unpaid.documents, "document", "documents");
        notes.push((
            format!("{unpaid} unpaid, {}, not counted until paid.", words::whole(revenue.unpaid.amount, view)),
            Role::Muted,
        ));
    }
    if ranking.measure != Measure::Revenue {
        return notes;
    }
    let credits = figures.concentration.net_credits().len();
    if credits > 0 {
        let credits = number(credits, "net credit", "net credits");
        notes.push((format!("Shares are of the revenue without {credits}."), Role::Muted));
    }
    let idle = figures.idle_units.saturating_sub(credits);
    if idle > 0 {
        notes.push((
            format!("{} with documents in this period brought nothing.", number(idle, "customer", "customers")),
            Role::Muted,
        ));
    }
    if !with_bars {
        let limit = view.book.settings.limit;
        let over = ranking.line(0, view.book).filter(|line| *line >= Line::Limit);
        notes.extend(over.map(|_| (format!("! over your limit of {limit}%"), Role::Muted)));
    }
    notes
}
