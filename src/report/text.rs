//! A page as plain text: words and aligned columns, wrapped to a width, nothing a screen reader would stumble over.
//!
//! Lays out what [`super::compose`] wrote and adds no word of its own.

use std::borrow::Cow;

use crate::domain::currency::Currency;

use super::page::{Block, Cell, Kind, Table};
use crate::chart::cells::{Align, bar, cut, pad, width, wrap};

/// How wide prose gets, however wide the terminal: longer lines are hard to read.
const WIDEST_PROSE: usize = 88;
/// How wide a page gets: beyond this only gaps would grow.
const WIDEST: usize = 120;
const NARROWEST: usize = 20;
/// Between two columns.
const GAP: usize = 2;
/// Before a table, a list and a command.
const INDENT: usize = 2;
/// The least room a column of names keeps before another column goes.
const LEAST_NAME: usize = 14;
const LEAST_BAR: usize = 8;
const WIDEST_BAR: usize = 32;

/// How plain text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether only ASCII marks may be drawn (names stay as they are).
    pub ascii: bool,
    /// Words and aligned columns only: no bars, no rules.
    pub plain: bool,
}

impl Default for Style {
    fn default() -> Style {
        Style { width: 80, ascii: false, plain: false }
    }
}

impl Style {
    fn columns(self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }

    fn cut_mark(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The words with signs of currencies spelled out where only ASCII may be drawn: `EUR 1,200`.
    fn signed(self, words: &str) -> Cow<'_, str> {
        if !self.ascii || words.is_ascii() {
            return Cow::Borrowed(words);
        }
        let mut plain = String::with_capacity(words.len());
        for piece in words.chars() {
            match Currency::of_symbol(piece.encode_utf8(&mut [0; 4])) {
                Some(currency) if !piece.is_ascii() => plain = plain + currency.code() + " ",
                _ => plain.push(piece),
            }
        }
        Cow::Owned(plain)
    }

    /// A rule, where rules are drawn.
    fn rule(self, heavy: bool, columns: usize) -> Option<String> {
        let mark = match (self.ascii, heavy) {
            (true, true) => "=",
            (true, false) => "-",
            (false, true) => "━",
            (false, false) => "─",
        };
        (!self.plain).then(|| mark.repeat(columns))
    }
}

/// The page as text, ending in a line break. No line ends in spaces.
#[must_use]
pub(crate) fn laid_out(page: &[Block], style: Style) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (place, block) in page.iter().enumerate() {
        if place > 0 && !matches!(page[place - 1], Block::Heading(_) | Block::Title(..)) {
            lines.push(String::new());
        }
        match block {
            Block::Title(title, aside) => lines.extend(headline(title, aside, style)),
            Block::Heading(words) => {
                if place > 0 {
                    lines.push(String::new());
                }
                lines.push(cut(words, style.columns(), style.cut_mark()));
                lines.extend(style.rule(false, width(words).min(style.columns())));
            }
            Block::Prose(words) => lines.extend(wrap(&style.signed(words), style.columns().min(WIDEST_PROSE))),
            Block::Table(table) => lines.extend(Ruled::new(table, style).lines()),
            Block::List(points) => points.iter().for_each(|point| lines.extend(listed(point, style))),
            Block::Commands(commands) => lines.extend(typed(commands, style)),
        }
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The title on the left, the day on the right where there is room for both.
fn headline(title: &str, aside: &str, style: Style) -> Vec<String> {
    let columns = style.columns();
    let room = columns.saturating_sub(width(aside) + GAP);
    let line = if room >= width(title).min(LEAST_NAME) {
        pad(&cut(title, room, style.cut_mark()), room + GAP, Align::Left) + aside
    } else {
        cut(title, columns, style.cut_mark())
    };
    [Some(line), style.rule(true, columns), Some(String::new())].into_iter().flatten().collect()
}

fn listed(point: &str, style: Style) -> Vec<String> {
    let (first, rest) = if style.ascii { ("* ", "  ") } else { ("• ", "  ") };
    let columns = style.columns().min(WIDEST_PROSE).saturating_sub(INDENT + 2);
    let lines = wrap(&style.signed(point), columns).into_iter().enumerate();
    lines.map(|(place, line)| format!("{}{}{line}", " ".repeat(INDENT), if place == 0 { first } else { rest })).collect()
}

/// Commands in one column and what they do in the next, or below where that is too narrow.
fn typed(commands: &[(String, String)], style: Style) -> Vec<String> {
    let left = commands.iter().map(|(command, _)| width(command)).max().unwrap_or(0);
    let (indent, columns) = (2 * INDENT, style.columns().min(WIDEST_PROSE));
    let room = columns.saturating_sub(indent + left + 2 * GAP);
    let mut lines = Vec::new();
    for (command, meaning) in commands {
        let beside = room >= 24;
        let words = wrap(meaning, if beside { room } else { columns.saturating_sub(2 * indent) });
        if !beside {
            lines.push(" ".repeat(indent) + command);
            lines.extend(words.into_iter().map(|line| " ".repeat(2 * indent) + &line));
            continue;
        }
        for (place, line) in words.iter().enumerate() {
            let shown = if place == 0 { command } else { "" };
            lines.push(" ".repeat(indent) + &pad(shown, left + 2 * GAP, Align::Left) + line);
        }
        if words.is_empty() {
            lines.push(" ".repeat(indent) + command);
        }
    }
    lines
}

/// A table with its columns measured.
struct Ruled<'a> {
    table: &'a Table,
    style: Style,
    /// Place in the table and width, of the columns that stay.
    columns: Vec<(usize, usize)>,
}

impl<'a> Ruled<'a> {
    fn new(table: &'a Table, style: Style) -> Ruled<'a> {
        let natural: Vec<usize> = (0..table.columns.len()).map(|place| natural_width(table, place)).collect();
        let mut staying: Vec<usize> = (0..table.columns.len())
            .filter(|place| !(table.is_blank(*place) || style.plain && table.columns[*place].kind == Kind::Bar))
            .collect();
        let room = style.columns() - INDENT;
        let least = |place: usize| match table.columns[place].kind {
            Kind::Name => natural[place].min(LEAST_NAME),
            Kind::Bar => LEAST_BAR,
            Kind::Words | Kind::Number => natural[place],
        };
        let taken = |staying: &[usize]| staying.iter().map(|place| least(*place) + GAP).sum::<usize>() - GAP;
        while taken(&staying) > room {
            let goes = |at: &usize| table.columns[staying[*at]].goes;
            let Some(going) = (0..staying.len()).filter(|at| goes(at).is_some()).min_by_key(|at| goes(at)) else {
                break;
            };
            staying.remove(going);
        }
        let mut spare = room.saturating_sub(taken(&staying));
        let mut columns: Vec<(usize, usize)> = staying.iter().map(|place| (*place, least(*place))).collect();
        // Names first take what they need, bars what is left then.
        for kind in [Kind::Name, Kind::Bar] {
            for (place, wide) in columns.iter_mut().filter(|(place, _)| table.columns[*place].kind == kind) {
                let wanted = if kind == Kind::Bar { WIDEST_BAR } else { natural[*place] };
                let more = wanted.saturating_sub(*wide).min(spare);
                *wide += more;
                spare -= more;
            }
        }
        Ruled { table, style, columns }
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.table.columns.iter().any(|column| !column.head.is_empty()) {
            let heads: Vec<Cell> = self.table.columns.iter().map(|column| Cell::Text(column.head.clone())).collect();
            lines.push(self.line(&heads));
        }
        lines.extend(self.table.rows.iter().map(|row| self.line(row)));
        if let Some(total) = &self.table.total {
            let wide = self.columns.iter().map(|(_, wide)| wide + GAP).sum::<usize>() - GAP;
            lines.extend(self.style.rule(false, wide).map(|rule| " ".repeat(INDENT) + &rule));
            lines.push(self.line(total));
        }
        lines
    }

    fn line(&self, cells: &[Cell]) -> String {
        let shown = self.columns.iter().map(|(place, wide)| {
            let align = if self.table.columns[*place].kind == Kind::Number { Align::Right } else { Align::Left };
            match &cells[*place] {
                Cell::Text(text) => pad(&cut(text, *wide, self.style.cut_mark()), *wide, align),
                Cell::Bar(part) => pad(&bar(*part, *wide, self.style.ascii), *wide, align),
            }
        });
        " ".repeat(INDENT) + &shown.collect::<Vec<_>>().join(&" ".repeat(GAP))
    }
}

fn natural_width(table: &Table, place: usize) -> usize {
    let rows = table.rows.iter().chain(&table.total).map(|row| width(row[place].text()));
    rows.chain([width(&table.columns[place].head)]).max().unwrap_or(0)
}
