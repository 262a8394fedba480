//! The columns of the list, as data, and the order it stands in.
//!
//! How values are compared is [`crate::domain::roster`]'s business; what a row says in a column, `table`'s.

use crate::chart::columns::Ask;
use crate::domain::roster::Column;
use crate::ui::table::{self, Side};

/// A column as the owner knows it.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) column: Column,
    /// Above it.
    pub(super) heading: &'static str,
    /// The word an order is remembered by.
    word: &'static str,
    /// What the list is sorted by, in words.
    says: &'static str,
    /// Whether a first look at it wants the largest at the top.
    falling: bool,
    side: Side,
    least: u16,
    most: u16,
    /// Columns of a higher rank go first where there is no room.
    rank: u8,
}

const fn text(
    column: Column,
    heading: &'static str,
    word: &'static str,
    says: &'static str,
    least: u16,
    most: u16,
    rank: u8,
) -> Spec {
    Spec { column, heading, word, says, falling: false, side: Side::Left, least, most, rank }
}

const fn number(column: Column, heading: &'static str, word: &'static str, says: &'static str, width: u16, rank: u8) -> Spec {
    Spec { column, heading, word, says, falling: true, side: Side::Right, least: width, most: width, rank }
}

/// Every column, from left to right.
pub(super) static ALL: [Spec; 11] = [
    text(Column::Name, "Name", "name", "name", 10, 40, 0),
    number(Column::Revenue, "12 mo", "revenue", "revenue", 6, 1),
    number(Column::Share, "% ", "share", "share", 4, 3),
    Spec { side: Side::Left, ..number(Column::Trend, "2 years", "trend", "change", 8, 4) },
    number(Column::Last, "Last ", "last", "last invoice", 6, 2),
    Spec { side: Side::Left, ..number(Column::Since, "Since", "since", "customer since", 8, 5) },
    text(Column::Contact, "Contact", "contact", "contact", 12, 24, 6),
    text(Column::Tags, "Tags", "tags", "tags", 12, 28, 7),
    text(Column::Trade, "Trade", "trade", "trade", 12, 22, 10),
    number(Column::Invoices, "Invoices", "invoices", "invoices", 8, 8),
    number(Column::Notice, "Notice", "notice", "notice", 6, 9),
];

/// Cells of a trend: a cell per quarter.
pub(super) const TWO_YEARS: u16 = 8;
/// The same where there is room to spare.
pub(super) const FOUR_YEARS: u16 = 16;
/// Narrower lists show the name and one number.
const ONE_NUMBER: u16 = 44;
/// Narrower lists show two years.
const ROOM_FOR_FOUR: u16 = 130;

/// From here on contacts and tags get more than a glimpse.
const ROOM_FOR_WORDS: u16 = 110;

/// What the columns have to hold, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Widths {
    pub(super) name: u16,
    pub(super) amount: u16,
}

/// The columns of a list so wide, for the table to lay out.
pub(super) fn columns(order: Order, widths: Widths, room: u16) -> Vec<table::Column> {
    let column = |spec: &Spec| {
        let mut ask = Ask { least: spec.least, most: spec.most, rank: spec.rank };
        let mut heading = spec.heading;
        match spec.column {
            Column::Name => {
                ask.most = widths.name.clamp(ask.least, ask.most);
                ask.least = ask.most.min(if room < ONE_NUMBER { ask.least } else { 24 });
            }
            Column::Revenue => ask = Ask::fixed(widths.amount.max(spec.least), spec.rank),
            Column::Trend if room >= ROOM_FOR_FOUR => (ask, heading) = (Ask::fixed(FOUR_YEARS, spec.rank), "4 years"),
            Column::Contact if room >= ROOM_FOR_WORDS => ask.least += 4,
            Column::Tags if room >= ROOM_FOR_WORDS => ask.least += 6,
            _ => {}
        }
        let by = if order.column == Column::Name { Column::Revenue } else { order.column };
        if spec.column == by {
            ask.rank = 1;
        } else if spec.rank > 0 {
            // One number is the one the list is sorted by.
            ask.rank = if room < ONE_NUMBER { u8::MAX } else { spec.rank + 1 };
        }
        if ask.rank == u8::MAX {
            ask = Ask { least: room, ..ask };
        }
        table::Column { heading: heading.to_owned(), ask, side: spec.side, sorts: true }
    };
    ALL.iter().map(column).collect()
}

/// What the list is sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: Column,
    /// Largest, longest or last first.
    pub(super) falling: bool,
}

impl Default for Order {
    fn default() -> Order {
        Order { column: Column::Revenue, falling: true }
    }
}

impl Order {
    fn spec(self) -> &'static Spec {
        &ALL[self.at()]
    }

    /// The place of its column in the table.
    pub(super) fn at(self) -> usize {
        ALL.iter().position(|spec| spec.column == self.column).unwrap_or(0)
    }

    /// By the column at a place: the other way around where it is that one already.
    pub(super) fn by(self, at: usize) -> Order {
        match ALL.get(at) {
            Some(spec) if spec.column == self.column => self.reversed(),
            Some(spec) => Order { column: spec.column, falling: spec.falling },
            None => self,
        }
    }

    /// By the next column.
    pub(super) fn next(self) -> Order {
        self.by((self.at() + 1) % ALL.len())
    }

    /// Those somebody going round the columns comes by.
    pub(super) fn all() -> impl Iterator<Item = Order> {
        ALL.iter().map(|spec| Order { column: spec.column, falling: spec.falling })
    }

    /// The other way around.
    pub(super) fn reversed(self) -> Order {
        Order { falling: !self.falling, ..self }
    }

    /// Which way the roster sorts: it compares the last invoice by its day, the list shows the days since.
    pub(super) fn descending(self) -> bool {
        self.falling != matches!(self.column, Column::Last)
    }

    /// As words: `revenue`.
    pub(super) fn words(self) -> &'static str {
        self.spec().says
    }

    /// As it is remembered: `revenue-`.
    pub(super) fn kept(self) -> String {
        format!("{}{}", self.spec().word, if self.falling { '-' } else { '+' })
    }

    /// What was remembered; `None` where it is no order of today's columns.
    pub(super) fn of_kept(kept: &str) -> Option<Order> {
        let (word, falling) = kept.strip_suffix('-').map(|word| (word, true)).or_else(|| Some((kept.strip_suffix('+')?, false)))?;
        let spec = ALL.iter().find(|spec| spec.word == word)?;
        Some(Order { column: spec.column, falling })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_remembered_and_anything_else_is_not_one() {
        for spec in &ALL {
            for falling in [false, true] {
                let order = Order { column: spec.column, falling };
                assert_eq!(Order::of_kept(&order.kept()), Some(order));
            }
        }
        assert_eq!(Order::default().kept(), "revenue-");
        assert_eq!(["", "-", "revenue", "mood-", "revenue-x"].map(Order::of_kept), [None; 5]);
    }

    #[test]
    fn the_next_column_starts_the_way_one_looks_at_it_first() {
        let share = Order::default().next();
        assert_eq!(share, Order { column: Column::Share, falling: true });
        let around = (0..ALL.len()).fold(share, |order, _| order.next());
        assert_eq!(around, share);
        assert_eq!(share.by(0), Order { column: Column::Name, falling: false });
        assert_eq!(share.by(0).by(0), Order { column: Column::Name, falling: true });
        assert_eq!(share.by(99), share);
    }
}
