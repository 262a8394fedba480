//! The columns of the list, as data, and the order it stands in.
//!
//! How values are compared is [`crate::domain::roster`]'s business; what a row says in a column, `table`'s.

use crate::chart::columns::Ask;
use crate::domain::roster::Column as Listed;
use crate::domain::scores::Measure;
use crate::ui::pips;
use crate::ui::table::{self, Side};

/// What stands in a column: something of the roster, or a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Told from customers and documents.
    Listed(Listed),
    /// Told from answers, hours and costs too.
    Scored(Measure),
}

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

impl Spec {
    /// The side it keeps to.
    pub(super) fn side(&self) -> Side {
        self.side
    }
}

const fn text(column: Listed, heading: &'static str, word: &'static str, least: u16, most: u16, rank: u8) -> Spec {
    let column = Column::Listed(column);
    Spec { column, heading, word, says: word, falling: false, side: Side::Left, least, most, rank }
}

const fn number(column: Column, heading: &'static str, word: &'static str, says: &'static str, width: u16, rank: u8) -> Spec {
    Spec { column, heading, word, says, falling: true, side: Side::Right, least: width, most: width, rank }
}

const fn listed(column: Listed, heading: &'static str, word: &'static str, says: &'static str, width: u16, rank: u8) -> Spec {
    number(Column::Listed(column), heading, word, says, width, rank)
}

const fn scored(measure: Measure, heading: &'static str, word: &'static str, says: &'static str, width: u16, rank: u8) -> Spec {
    number(Column::Scored(measure), heading, word, says, width, rank)
}

/// Every column, from left to right.
pub(super) static ALL: [Spec; 19] = [
    text(Listed::Name, "Name", "name", 10, 40, 0),
    Spec { side: Side::Left, ..scored(Measure::Fit, "Fit", "fit", "fit", pips::WIDTH, 2) },
    Spec { side: Side::Left, ..scored(Measure::Mood, "Mood", "mood", "mood", pips::WIDTH, 3) },
    listed(Listed::Revenue, "12 mo", "revenue", "revenue", 6, 1),
    listed(Listed::Share, "% ", "share", "share", 4, 5),
    Spec { side: Side::Left, ..listed(Listed::Trend, "2 years", "trend", "change", 8, 6) },
    listed(Listed::Last, "Last ", "last", "last invoice", 6, 4),
    scored(Measure::Margin, "Margin", "margin", "margin", 7, 7),
    scored(Measure::MarginShare, "Margin %", "margin-share", "margin %", 8, 8),
    scored(Measure::HourRate, "Per hour", "rate", "rate per hour", 8, 9),
    scored(Measure::Hours, "Hours", "hours", "hours", 7, 12),
    scored(Measure::OverService, "Service ", "service", "over-service", 8, 10),
    scored(Measure::Value, "Value", "value", "relationship value", 9, 11),
    Spec { side: Side::Left, ..listed(Listed::Since, "Since", "since", "customer since", 8, 13) },
    text(Listed::Contact, "Contact", "contact", 12, 24, 14),
    text(Listed::Tags, "Tags", "tags", 12, 28, 15),
    text(Listed::Trade, "Trade", "trade", 12, 22, 18),
    listed(Listed::Invoices, "Invoices", "invoices", "invoices", 8, 16),
    listed(Listed::Notice, "Notice", "notice", "notice", 6, 17),
];

/// The last rank of what every list shows that has any room.
const BASE: u8 = 6;
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

/// Narrower lists cut long names before they leave out a column every list shows.
const ROOM_FOR_NAMES: u16 = 70;

/// What the columns have to hold, in cells, and which of them would stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Widths {
    pub(super) name: u16,
    pub(super) amount: u16,
    /// Whether hours or costs are kept.
    pub(super) costs: bool,
    /// Whether a relationship has a value: somebody guessed how many stay.
    pub(super) worth: bool,
}

impl Widths {
    /// Whether a column has anything to say in this book.
    fn fill(self, column: Column) -> bool {
        match column {
            Column::Listed(_) | Column::Scored(Measure::Fit | Measure::Mood) => true,
            Column::Scored(Measure::Value) => self.worth,
            Column::Scored(_) => self.costs,
        }
    }
}

/// The columns of a list so wide, and the cells between them: one where two would leave out a column every list shows.
pub(super) fn columns(order: Order, widths: Widths, room: u16) -> (Vec<table::Column>, u16) {
    let columns: Vec<table::Column> = ALL.iter().map(|spec| column(spec, order, widths, room)).collect();
    let asks: Vec<Ask> = columns.iter().map(|column| column.ask).collect();
    let cells = |gap| {
        let base = ALL.iter().zip(&asks).filter(|(spec, ask)| spec.rank <= BASE || ask.rank <= 1);
        base.map(|(_, ask)| ask.least + gap).sum::<u16>() - gap
    };
    // Two cells before the first column and two behind the last are the table's.
    let room_inside = room.saturating_sub(4);
    let is_tight = room >= ONE_NUMBER && cells(2) > room_inside;
    (columns, if is_tight { 1 } else { 2 })
}

fn column(spec: &Spec, order: Order, widths: Widths, room: u16) -> table::Column {
    let mut ask = Ask { least: spec.least, most: spec.most, rank: spec.rank };
    let mut heading = spec.heading;
    match spec.column {
        Column::Listed(Listed::Name) => {
            ask.most = widths.name.clamp(ask.least, ask.most);
            let least = if room < ROOM_FOR_NAMES { 19 } else { 24 };
            ask.least = ask.most.min(if room < ONE_NUMBER { ask.least } else { least });
        }
        Column::Listed(Listed::Revenue) => ask = Ask::fixed(widths.amount.max(spec.least), spec.rank),
        Column::Listed(Listed::Trend) if room >= ROOM_FOR_FOUR => {
            (ask, heading) = (Ask::fixed(FOUR_YEARS, spec.rank), "4 years");
        }
        Column::Listed(Listed::Contact) if room >= ROOM_FOR_WORDS => ask.least += 4,
        Column::Listed(Listed::Tags) if room >= ROOM_FOR_WORDS => ask.least += 6,
        // A minus sign more than revenue, and years of it.
        Column::Scored(Measure::Margin) => ask = Ask::fixed((widths.amount + 1).max(spec.least), spec.rank),
        Column::Scored(Measure::Value) => ask = Ask::fixed((widths.amount + 2).max(spec.least), spec.rank),
        _ => {}
    }
    let name = Column::Listed(Listed::Name);
    let by = if order.column == name { Column::Listed(Listed::Revenue) } else { order.column };
    if spec.column == by {
        ask.rank = 1;
    } else if spec.rank > 0 {
        // One number is the one the list is sorted by.
        let is_left_out = room < ONE_NUMBER || !widths.fill(spec.column);
        ask.rank = if is_left_out { u8::MAX } else { spec.rank + 1 };
    }
    if ask.rank == u8::MAX {
        ask = Ask { least: room, ..ask };
    }
    table::Column { heading: heading.to_owned(), ask, side: spec.side, sorts: true }
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
        Order { column: Column::Listed(Listed::Revenue), falling: true }
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

    /// Those of the roster somebody going round the columns comes by, and which way each sorts.
    pub(super) fn listed() -> impl Iterator<Item = (Listed, bool)> {
        ALL.iter().filter_map(|spec| match spec.column {
            Column::Listed(column) => Some((column, Order { column: spec.column, falling: spec.falling }.descending())),
            Column::Scored(_) => None,
        })
    }

    /// The other way around.
    pub(super) fn reversed(self) -> Order {
        Order { falling: !self.falling, ..self }
    }

    /// Which way the roster sorts: it compares the last invoice by its day, the list shows the days since.
    pub(super) fn descending(self) -> bool {
        self.falling != (self.column == Column::Listed(Listed::Last))
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
        assert_eq!(["", "-", "revenue", "size-", "revenue-x"].map(Order::of_kept), [None; 5]);
    }

    #[test]
    fn the_next_column_starts_the_way_one_looks_at_it_first() {
        let share = Order::default().next();
        assert_eq!(share, Order { column: Column::Listed(Listed::Share), falling: true });
        let around = (0..ALL.len()).fold(share, |order, _| order.next());
        assert_eq!(around, share);
        assert_eq!(share.by(0), Order { column: Column::Listed(Listed::Name), falling: false });
        assert_eq!(share.by(0).by(0), Order { column: Column::Listed(Listed::Name), falling: true });
        assert_eq!(share.by(99), share);
    }

    fn shown(word: &str, widths: Widths, room: u16) -> Vec<&'static str> {
        let (columns, gap) = columns(Order::of_kept(word).unwrap(), widths, room);
        let layout = table::Layout::new(&columns, ratatui::layout::Rect::new(0, 0, room, 1), gap);
        ALL.iter().enumerate().filter(|(at, _)| layout.shows(*at)).map(|(_, spec)| spec.word).collect()
    }

    #[test]
    fn every_width_shows_what_it_has_room_for() {
        let widths = Widths { name: 19, amount: 7, costs: true, worth: true };
        let base = ["name", "fit", "mood", "revenue", "share", "trend", "last"];
        // The list of a window of 80, and the one beside the detail in a window of 100.
        assert_eq!(shown("revenue-", widths, 78)[..7], base);
        assert_eq!(shown("revenue-", widths, 64), base);
        assert_eq!(shown("revenue-", Widths { name: 40, ..widths }, 64), base);
        assert_eq!(shown("revenue-", widths, 38), ["name", "revenue"]);
        let more = shown("revenue-", widths, 134);
        assert!(["margin", "margin-share", "rate", "service", "value"].iter().all(|word| more.contains(word)), "{more:?}");
        // Where nothing is kept that would fill them they leave their room to others.
        let others = shown("revenue-", Widths { costs: false, worth: false, ..widths }, 134);
        assert_eq!(others[7..10], ["since", "contact", "tags"]);
    }

    #[test]
    fn what_the_list_is_sorted_by_takes_the_place_of_the_least() {
        let widths = Widths { name: 24, amount: 7, costs: false, worth: false };
        let margin = ["name", "fit", "mood", "revenue", "share", "trend", "last", "margin"];
        assert_eq!(shown("margin-", widths, 78), margin);
        assert_eq!(shown("margin-", widths, 72), [&margin[..5], &margin[6..]].concat());
        assert_eq!(shown("value-", widths, 38), ["name", "value"]);
        assert_eq!(shown("fit-", widths, 38), ["name", "fit"]);
    }
}
