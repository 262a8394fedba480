//! The panel at the side: what a corner means, its people, the one under the cursor, and all corners in a table.
//!
//! The table keeps to the bottom, so that nothing jumps while the cursor moves. Who is in the list is `members`'; what is
//! said of one of them `about`'s.

use std::cmp::Ordering;

use ratatui::layout::Rect;

use crate::chart::columns::{Ask, widths};
use crate::chart::{cells, scroll};
use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::{self, Quadrant};
use crate::domain::money::thousands;
use crate::domain::scores::Score;
use crate::intent::View;
use crate::ui::panel::padded;
use crate::ui::{Canvas, Click, Panel, Role, Span, pips};

use super::members::{Members, Row};
use super::people::{People, role};
use super::plot::SIDE;
use super::rooms::Rooms;
use super::{Matrix, about, words};

/// Prose wider than this is hard to read, a name further from its figures too.
const WIDEST: u16 = 72;
/// The least rows of the list while there is anything else to make room.
const LEAST_LIST: usize = 5;
/// The least lines said of the one under the cursor.
const LEAST_ABOUT: usize = 3;

/// How the rows of the panel are shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shares {
    advice: usize,
    pub(super) list: usize,
    about: usize,
    table: usize,
    close: usize,
    /// Air between the blocks.
    air: usize,
}

impl Shares {
    /// Of so many rows: air goes first, then what is said of one, the closing sentence, the table, the advice.
    fn of(height: usize, wanted: Shares) -> Shares {
        let mut shares = wanted;
        let least = wanted.list.min(LEAST_LIST);
        let over = |shares: &Shares| (shares.total() - shares.list + least).saturating_sub(height);
        if over(&shares) > 0 {
            shares.air = 0;
        }
        shares.about -= over(&shares).min(shares.about.saturating_sub(LEAST_ABOUT));
        let mut drop = |part: fn(&mut Shares) -> &mut usize| {
            if over(&shares) > 0 {
                *part(&mut shares) = 0;
            }
        };
        drop(|shares| &mut shares.close);
        drop(|shares| &mut shares.about);
        drop(|shares| &mut shares.table);
        drop(|shares| &mut shares.advice);
        shares.list = wanted.list.min(height.saturating_sub(shares.total() - shares.list));
        shares
    }

    fn total(&self) -> usize {
        let blocks = [self.advice, self.about, self.close].iter().filter(|rows| **rows > 0).count();
        self.advice + self.list + self.about + self.table + self.close + self.air * blocks
    }
}

/// Everything in the panel but the list.
struct Content {
    advice: Vec<String>,
    about: Vec<about::Line>,
    table: Vec<[String; 4]>,
    close: Vec<String>,
}

impl Matrix {
    /// What is in the panel, and how its rows are shared out.
    fn content(&self, people: &People, room: Rect, view: &View<'_>) -> (Content, Shares) {
        let prose = usize::from(room.width.clamp(8, WIDEST));
        let corner = self.shown_corner(people);
        let told = if people.in_corner(corner).is_empty() { Quadrant::Unplaced } else { corner };
        let score = self.chosen(people).and_then(|id| people.scores.score(id));
        let content = Content {
            advice: cells::wrap(words::advice(told), prose),
            about: score.map(|score| about::lines(score, people, view, room.width.min(WIDEST))).unwrap_or_default(),
            table: table(people),
            close: cells::wrap(&close(people), prose),
        };
        let wanted = Shares {
            advice: content.advice.len(),
            list: self.members(people).rows(),
            // The name above it.
            about: if content.about.is_empty() { 0 } else { content.about.len() + 1 },
            // The rule above it.
            table: content.table.len() + 1,
            close: content.close.len(),
            air: 1,
        };
        let shares = Shares::of(usize::from(room.height), wanted);
        (content, shares)
    }

    /// The rows of the list in sight.
    pub(super) fn list_height(&self, people: &People, view: &View<'_>) -> usize {
        let rooms = Rooms::of(view.area, true);
        self.content(people, padded(rooms.side), view).1.list
    }

    /// Draws the panel.
    pub(super) fn draw_side(&self, people: &People, rooms: &Rooms, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let corner = self.shown_corner(people);
        // An empty corner has nothing to tell but who is not placed yet.
        let (title, count) = match (people.count(), people.in_corner(corner).len()) {
            (0, _) => ("Nobody yet", 0),
            (_, 0) => ("Not placed yet", people.unplaced.len()),
            (_, count) => (corner.title(), count),
        };
        let is_focused = self.on_list || rooms.plot.is_empty();
        let room = padded(rooms.side);
        let (content, shares) = self.content(people, room, view);
        let members = self.members(people);
        let from = self.first_in_sight(people, &members, shares.list);
        let hidden = members.rows().saturating_sub(from + shares.list);
        let place = if hidden > 0 { format!("{hidden} more {}", view.look.glyphs.falling()) } else { String::new() };
        let state = words::customers(count);
        canvas.hit(rooms.side, Click::Panel(SIDE));
        Panel { title, state: &state, place: &place, focused: is_focused }.draw(rooms.side, canvas);
        let mut y = room.y;
        for line in content.advice.iter().take(shares.advice) {
            canvas.text(room.x, y, room.width, line, Role::Muted);
            y += 1;
        }
        y += gap(shares.advice, shares.air);
        self.draw_list(people, (&members, from), Rect { y, height: shares.list as u16, ..room }, view, canvas);
        y += shares.list as u16 + gap(shares.about, shares.air);
        self.draw_about(people, &content.about, Rect { y, height: shares.about as u16, ..room }, view, canvas);
        let below = shares.table as u16 + shares.close as u16 + gap(shares.close, shares.air);
        let mut bottom = Rect { y: room.bottom().saturating_sub(below), height: below, ..room };
        if shares.table > 0 {
            draw_table(&content.table, corner, bottom, canvas);
            let used = shares.table as u16 + gap(shares.close, shares.air);
            bottom = Rect { y: bottom.y + used, height: bottom.height - used, ..bottom };
        }
        for (line, y) in content.close.iter().take(shares.close).zip(bottom.y..bottom.bottom()) {
            canvas.text(room.x, y, room.width, line, Role::Text);
        }
    }

    /// The row of the one under the cursor; `None` where they are not in the list.
    fn current_row(&self, people: &People, members: &Members<'_>) -> Option<usize> {
        self.chosen(people).and_then(|id| members.place(id)).map(|place| members.row_of(place))
    }

    /// The first row of the list in a window of that height, so that the current one is in it.
    fn first_in_sight(&self, people: &People, members: &Members<'_>, height: usize) -> usize {
        scroll::offset(self.from, self.current_row(people, members).unwrap_or(0), members.rows(), height)
    }

    /// Draws the list from that row on.
    fn draw_list(
        &self,
        people: &People,
        (members, from): (&Members<'_>, usize),
        room: Rect,
        view: &View<'_>,
        canvas: &mut Canvas<'_>,
    ) {
        let current = self.current_row(people, members);
        for (row, y) in (from..members.rows()).zip(room.y..room.bottom()) {
            let line = Rect { y, height: 1, ..room };
            match members.row(row) {
                Some(Row::NotPlaced) => {
                    let used = canvas.right(room.x, y, room.width.min(WIDEST), "P asks", Role::Muted);
                    canvas.text(room.x, y, room.width.min(WIDEST).saturating_sub(used + 1), "Not placed yet", Role::Muted);
                }
                Some(Row::One(at_place, id)) => {
                    self.draw_one(people, id, current == Some(row), line, view, canvas);
                    canvas.hit(line, Click::Row(at_place));
                }
                None => {}
            }
        }
    }

    fn draw_one(&self, people: &People, id: CustomerId, is_current: bool, line: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(score) = people.scores.score(id) else { return };
        let look = view.look;
        if is_current {
            let focused = self.on_list || Rooms::is_list_alone(view.area);
            let role = if focused { Role::Accent } else { Role::Faint };
            canvas.styled(line.x.saturating_sub(1), line.y, 1, look.glyphs.bar(), look.theme.style(role));
        }
        let asks = [
            Ask { least: 19, most: 32, rank: 0 },
            Ask::fixed(pips::WIDTH, 4),
            Ask::fixed(pips::WIDTH, 2),
            Ask::fixed(1, 3),
            Ask::fixed(3, 1),
            Ask::fixed(11, 5),
        ];
        let cells = widths(&asks, 1, line.width);
        let mut x = line.x;
        for (at, width) in cells.iter().enumerate() {
            let Some(width) = *width else { continue };
            match at {
                0 => {
                    let name = view.names.by_id(view.book, id);
                    let style = if is_current { look.theme.bold(Role::Text) } else { look.theme.style(Role::Text) };
                    canvas.styled(x, line.y, width, name, style);
                }
                4 => drop(canvas.right(x, line.y, width, &part(score, people), Role::Text)),
                _ => drop(canvas.spans(x, line.y, width, &marks(at, score, people, view))),
            }
            x += width + 1;
        }
    }

    fn draw_about(&self, people: &People, lines: &[about::Line], room: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(id) = self.chosen(people).filter(|_| room.height > 0) else { return };
        let name = view.names.by_id(view.book, id);
        canvas.styled(room.x, room.y, room.width, name, view.look.theme.bold(Role::Text));
        for ((left, right), y) in lines.iter().zip(room.y + 1..room.bottom()) {
            let width = room.width.min(WIDEST);
            let used = canvas.spans(room.x, y, width, left);
            if let Some(right) = right {
                canvas.right(room.x + used, y, width.saturating_sub(used), &right.text, right.role);
            }
        }
    }
}

/// Air before or after a block that is there.
fn gap(rows: usize, air: usize) -> u16 {
    if rows > 0 { air as u16 } else { 0 }
}

/// What stands in a column of the list.
fn marks(column: usize, score: &Score, people: &People, view: &View<'_>) -> Vec<Span> {
    let glyphs = view.look.glyphs;
    match column {
        1 => score.fit.map(|fit| pips::pips(matrix::pips(fit.score), !fit.confirmed, glyphs)).unwrap_or_default(),
        2 => score.mood.map(|mood| pips::pips(matrix::pips(mood.score), !mood.confirmed, glyphs)).unwrap_or_default(),
        3 if score.drain || score.disagreement().is_some() => vec![Span::new(glyphs.care(), Role::Care)],
        3 => match about::trend(score) {
            Some(Ordering::Less) => vec![Span::new(glyphs.head_down(), Role::Bad)],
            Some(Ordering::Greater) => vec![Span::new(glyphs.head_up(), Role::Good)],
            _ => Vec::new(),
        },
        5 => about::was(score, people).map(|was| Span::new(format!("was {was}"), Role::Muted)).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A customer's part of the revenue, in whole percent.
fn part(score: &Score, people: &People) -> String {
    let part = people.whole.revenue_part(score).filter(|_| score.pays);
    part.map(|part| format!("{}%", part.decimal(100, 0))).unwrap_or_default()
}

/// A row for each corner: who, part of revenue, part of hours. Parts of nothing stay empty.
fn table(people: &People) -> Vec<[String; 4]> {
    let scores = &people.scores;
    let percent = |part: Option<crate::domain::insight::ratio::Ratio>| {
        part.map(|part| format!("{}%", part.decimal(100, 0))).unwrap_or_default()
    };
    let has_hours = people.whole.has_hours();
    let head = ["Corner", "who", "revenue", if has_hours { "hours" } else { "" }].map(str::to_owned);
    let rows = scores.corners().iter().filter(|corner| corner.quadrant != Quadrant::Unplaced || corner.customers > 0);
    let row = |corner: &crate::domain::scores::Corner| {
        let hours = if has_hours { percent(scores.hours_share(corner.quadrant)) } else { String::new() };
        [
            corner.quadrant.title().to_owned(),
            thousands(corner.customers as u128),
            percent(scores.revenue_share(corner.quadrant)),
            hours,
        ]
    };
    std::iter::once(head).chain(rows.map(row)).collect()
}

fn draw_table(table: &[[String; 4]], shown: Quadrant, room: Rect, canvas: &mut Canvas<'_>) {
    let width = room.width.min(44);
    let theme = canvas.look().theme;
    canvas.rule(room.x, room.y, room.width, canvas.look().glyphs.horizontal(), Role::Faint);
    let hours = if table.iter().all(|row| row[3].is_empty()) { 0 } else { 6 };
    for (at, (row, y)) in table.iter().zip(room.y + 1..room.bottom()).enumerate() {
        let corner = at.checked_sub(1).map(|at| Quadrant::ALL[at.min(4)]);
        let style = match corner {
            None => theme.style(Role::Muted),
            Some(corner) if corner == shown => theme.bold(role(corner)),
            Some(corner) => theme.style(role(corner)),
        };
        let figures = theme.style(if corner.is_none() { Role::Muted } else { Role::Text });
        let mut right = room.x + width;
        for (text, cells) in [(&row[3], hours), (&row[2], 8), (&row[1], 6)] {
            right = right.saturating_sub(cells);
            canvas.right_styled(right, y, cells, text, figures);
        }
        canvas.styled(room.x, y, right.saturating_sub(room.x), &row[0], style);
        if let Some(corner) = corner {
            canvas.hit(Rect { y, height: 1, width, ..room }, Click::Choice(SIDE, corner as usize));
        }
    }
}

/// How much lies in the corner the owner wants, and what the figures lack.
fn close(people: &People) -> String {
    if people.placed().is_empty() {
        return String::new();
    }
    let mut words = match people.scores.revenue_share(Quadrant::Keeper) {
        Some(part) => format!("{}% of your revenue is in the corner you want.", part.decimal(100, 0)),
        None => "No revenue in 12 months, so there are no shares.".to_owned(),
    };
    if !people.whole.has_hours() {
        words.push_str(" No hours logged: t adds some.");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: Shares = Shares { advice: 3, list: 9, about: 7, table: 6, close: 2, air: 1 };

    #[test]
    fn the_rows_are_shared_out_and_the_least_important_goes_first() {
        // 27 rows and three of air.
        assert_eq!(Shares::of(30, WANTED), WANTED);
        assert_eq!(Shares::of(28, WANTED), Shares { list: 7, ..WANTED });
        assert_eq!(Shares::of(24, WANTED), Shares { air: 0, list: 6, ..WANTED });
        assert_eq!(Shares::of(20, WANTED), Shares { air: 0, list: 5, about: 4, ..WANTED });
        assert_eq!(Shares::of(18, WANTED), Shares { air: 0, list: 6, about: 3, close: 0, ..WANTED });
        assert_eq!(Shares::of(12, WANTED), Shares { air: 0, list: 9, about: 0, table: 0, close: 0, ..WANTED });
        assert_eq!(Shares::of(5, WANTED), Shares { list: 5, ..Shares::default() });
        for height in 0..60 {
            assert!(Shares::of(height, WANTED).total() <= height, "{height}");
        }
    }
}
