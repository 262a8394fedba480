//! A report as a page of blocks: what is said and in which order, without saying how it looks.
//!
//! [`super::compose`] writes pages; [`super::text`] and [`super::markdown`] lay the same page out, so every sentence
//! and figure exists once.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// What the page is, and a note for its other end: the day.
    Title(String, String),
    /// The head of a section.
    Heading(&'static str),
    /// Sentences.
    Prose(String),
    /// Columns.
    Table(Table),
    /// Separate points.
    List(Vec<String>),
    /// What to type, and what it does.
    Commands(Vec<(String, String)>),
}

/// A table: column heads, rows of as many cells, and perhaps a last row that sums up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// The columns.
    pub(crate) columns: Vec<Column>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The row that sums up, set apart.
    pub(crate) total: Option<Vec<Cell>>,
}

/// How a column is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Names: takes the room it needs, is cut where there is too little.
    Name,
    /// Words that are never cut.
    Words,
    /// Numbers, on the right.
    Number,
    /// Bars: take what room is left, go first where there is none.
    Bar,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its head.
    pub(crate) head: String,
    /// How it is made.
    pub(crate) kind: Kind,
    /// Where there is no room, the columns that have a number go, the lowest first; others stay.
    pub(crate) goes: Option<usize>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Ready text.
    Text(String),
    /// A bar, as a part of the longest, 0 to 1.
    Bar(f64),
}

impl Table {
    /// Whether a column holds nothing at all, not even a head.
    pub(crate) fn is_blank(&self, place: usize) -> bool {
        let column = &self.columns[place];
        column.kind != Kind::Bar
            && column.head.is_empty()
            && self.rows.iter().chain(&self.total).all(|row| row[place].text().is_empty())
    }
}

impl Column {
    /// A column that stays; bars go before all others.
    #[must_use]
    pub(crate) fn new(head: impl Into<String>, kind: Kind) -> Column {
        Column { head: head.into(), kind, goes: (kind == Kind::Bar).then_some(0) }
    }

    /// A column that goes where there is no room, in this order.
    #[must_use]
    pub(crate) fn going(goes: usize, head: impl Into<String>, kind: Kind) -> Column {
        Column { goes: Some(goes), ..Column::new(head, kind) }
    }
}

impl Cell {
    /// The text of a cell; a bar has none.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        match self {
            Cell::Text(text) => text,
            Cell::Bar(_) => "",
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::Text(text.into())
    }
}
