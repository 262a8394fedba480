//! What is known of one customer, in the order an owner asks: how they fit, what they bring and cost, how to work with
//! them, who they sent. What is missing says the key that adds it.
//!
//! [`Sheet`] is worked out when the cursor, the book or the width moves, not for every picture. Each part is a file:
//! `answers`, `figures`, `work`, `costs`, `profile`, `tree`, and `known` for people and notes.

mod answers;
mod costs;
mod figures;
mod known;
mod profile;
mod tree;
mod work;

use chrono::NaiveDate;

use ratatui::layout::Rect;

use super::rooms::{Rooms, has_border};
use super::scored;
use crate::chart::cells::{cut, width, wrap};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::roster::{Line, Roster};
use crate::domain::scores::{Score, Scores};
use crate::intent::View;
use crate::ui::{Canvas, Click, Panel, Role, Span};

/// Clicks on the detail itself.
pub(super) const DETAIL: usize = 1;
/// Prose wider than this is hard to read.
const WIDEST_PROSE: usize = 88;
/// Labels and figures further apart than this do not read as one.
const WIDEST_PAIR: usize = 52;
/// Where a value stands that is not at the right.
const INDENT: usize = 2;

/// A row of the sheet: words at the left, a value at the right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Row {
    indent: usize,
    left: Vec<Span>,
    right: Vec<Span>,
}

/// What a sheet was made of: a sheet of the same is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    customer: CustomerId,
    revision: (u64, u64),
    /// People and segments come behind the first picture, without another revision.
    rest: (usize, usize),
    today: NaiveDate,
    width: usize,
    ascii: bool,
}

impl Key {
    fn now(customer: CustomerId, columns: u16, view: &View<'_>) -> Key {
        Key {
            customer,
            revision: view.book.scores_revision(),
            rest: (view.book.people.len(), view.book.segments.len()),
            today: view.today,
            width: usize::from(columns.saturating_sub(2)),
            ascii: view.look.glyphs.ascii,
        }
    }
}

/// Everything the detail says of a customer, in rows of a width.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    key: Option<Key>,
    rows: Vec<Row>,
}

impl Sheet {
    /// The sheet of a customer.
    pub(super) fn of(customer: CustomerId, columns: u16, view: &View<'_>) -> Sheet {
        let key = Key::now(customer, columns, view);
        let mut writer = Writer { rows: Vec::new(), width: key.width.max(8), view };
        let roster = view.roster();
        if let (Some(customer), Some(line)) = (view.book.customer(customer), roster.line(customer)) {
            writer.customer(customer, line, &roster);
        }
        // Whose names may be told can change without the book.
        let key = if view.names.is_discreet() { None } else { Some(key) };
        Sheet { key, rows: writer.rows }
    }

    /// Whether it still says what is so.
    pub(super) fn is_of(&self, customer: CustomerId, columns: u16, view: &View<'_>) -> bool {
        // One made before discreet mode was switched on names everybody.
        !view.names.is_discreet() && self.key == Some(Key::now(customer, columns, view))
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Draws the rows from `scroll` on into the detail's panel.
    pub(super) fn render(&self, scroll: usize, title: &str, focused: bool, rect: Rect, canvas: &mut Canvas<'_>) {
        let inside = Rooms::inside(rect);
        let height = usize::from(inside.height);
        let scroll = scroll.min(self.len().saturating_sub(height));
        let below = self.len().saturating_sub(scroll + height);
        let place = if below > 0 { format!("{below} more {}", canvas.look().glyphs.falling()) } else { String::new() };
        if has_border(rect) {
            Panel { title, place: &place, focused, ..Panel::default() }.draw(rect, canvas);
        }
        canvas.hit(rect, Click::Panel(DETAIL));
        for (row, y) in self.rows.iter().skip(scroll).zip(inside.y..inside.bottom()) {
            let x = inside.x + 1 + row.indent as u16;
            let room = inside.width.saturating_sub(2 + row.indent as u16);
            let used = canvas.spans(x, y, room, &row.left);
            let cells = row.right.iter().map(|span| width(&span.text)).sum::<usize>() as u16;
            let room = room.min(WIDEST_PAIR as u16);
            if cells > 0 && used + cells < room.max(1) + 1 {
                canvas.spans(x + room - cells, y, cells, &row.right);
            }
        }
    }
}

/// A customer's scores among all.
struct Known<'a> {
    scores: &'a Scores,
    score: &'a Score,
}

/// Rows being written.
struct Writer<'a> {
    rows: Vec<Row>,
    width: usize,
    view: &'a View<'a>,
}

impl Writer<'_> {
    fn customer(&mut self, customer: &Customer, line: &Line, roster: &Roster) {
        let told = self.view.names.shows(customer.id);
        if customer.archived {
            self.prose("Archived: hidden from the list. x brings it back.", 0, Role::Care);
            self.blank();
        }
        let trade = customer.trade.as_ref().map_or("trade not known: e adds it", |trade| trade.as_str());
        let since = Roster::since(customer, line).map(|since| format!("since {}", since.format("%b %Y")));
        self.pair(
            Span::new(trade, if customer.trade.is_some() { Role::Text } else { Role::Muted }),
            &since.unwrap_or_default(),
            Role::Muted,
        );
        self.blank();
        let scores = scored::scores(self.view);
        let known = scores.as_deref().and_then(|scores| Some(Known { scores, score: scores.score(customer.id)? }));
        self.answers(known.as_ref());
        self.blank();
        self.figures(line, roster, customer);
        self.work(customer.id, told);
        if let Some(known) = &known {
            self.costs(known);
        }
        self.blank();
        self.standing(customer, line);
        if self.view.book.awaits_series() {
            // Nothing is called missing that may come with the rest of the book.
            return;
        }
        self.note(customer, told);
        self.profile(customer.id, told);
        self.people(customer, told);
        if let Some(known) = &known {
            self.referrals(customer.id, known, told);
        }
        self.blank();
        self.group(customer, roster, told);
    }

    fn blank(&mut self) {
        self.rows.push(Row::default());
    }

    fn heading(&mut self, words: &str) {
        self.blank();
        self.rows.push(Row { left: vec![Span::new(words, Role::Muted)], ..Row::default() });
    }

    /// Words over as many rows as they need.
    fn prose(&mut self, words: &str, indent: usize, role: Role) {
        for line in wrap(words, self.width.saturating_sub(indent).clamp(1, WIDEST_PROSE)) {
            self.rows.push(Row { indent, left: vec![Span::new(line, role)], right: Vec::new() });
        }
    }

    /// Words and a short value.
    fn pair(&mut self, left: Span, right: &str, role: Role) {
        if width(&left.text) + 2 + width(right) <= self.width.min(WIDEST_PAIR) {
            self.rows.push(Row { left: vec![left], right: vec![Span::new(right, role)], ..Row::default() });
        } else {
            self.prose(&left.text, 0, left.role);
            self.prose(right, 0, role);
        }
    }

    /// A name and its value at the right, the name cut where there is no room for both.
    fn indented(&mut self, name: &str, right: &str) {
        let room = self.width.min(WIDEST_PAIR).saturating_sub(INDENT);
        let name = cut(name, room.saturating_sub(width(right) + 2), self.view.look.glyphs.ellipsis());
        let (left, right) = (vec![Span::new(name, Role::Text)], vec![Span::new(right, Role::Text)]);
        self.rows.push(Row { indent: INDENT, left, right });
    }

    /// A label and its value at the right; a longer one goes below.
    fn value(&mut self, label: &str, value: Span) {
        let left = vec![Span::new(label, Role::Muted)];
        if width(label) + 2 + width(&value.text) <= self.width.min(WIDEST_PAIR) {
            self.rows.push(Row { left, right: vec![value], ..Row::default() });
        } else {
            if !label.is_empty() {
                self.rows.push(Row { left, ..Row::default() });
            }
            self.prose(&value.text, INDENT, value.role);
        }
    }

    /// A label and a value of several pieces, short ones.
    fn pieces(&mut self, label: &str, right: Vec<Span>) {
        self.rows.push(Row { left: vec![Span::new(label, Role::Muted)], right, ..Row::default() });
    }
}
