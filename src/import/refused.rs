//! Why a file cannot be read at all: one sentence each, and what the owner can do next.
//!
//! Rows that cannot be taken are [`crate::domain::intake::Refusal`]s. Every text from the file in here is cleaned by
//! whoever makes the value.

/// A file that was refused before a row of it was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// No byte, or nothing but blank lines.
    #[error("the file is empty: export it again, with at least one row")]
    Empty,
    /// Headings and nothing below them.
    #[error("the file holds headings and no rows: export it again for a period with documents in it")]
    HeaderOnly,
    /// Not text; `0` says what it is, as in "a picture".
    #[error("this is {0}, not a table of text: export the rows as CSV and import that")]
    Binary(&'static str),
    /// A workbook.
    #[error("this is {0}: save the sheet as CSV (File, Save as, CSV UTF-8) and import that")]
    Spreadsheet(&'static str),
    /// An SQLite file, perhaps a book.
    #[error("this is a database (SQLite), not an export: to open a book use --book, to go back to a copy use `keepnet restore`")]
    Database,
    /// Two-byte text without a mark that says so.
    #[error("the text is stored two bytes to a letter and does not say in which order: try --encoding {0}, or save it as UTF-8")]
    TwoBytes(&'static str),
    /// `--encoding` names none.
    #[error("\"{0}\" is no encoding keepnet knows: try utf-8, windows-1252, iso-8859-15, utf-16le or shift_jis")]
    UnknownEncoding(String),
    /// `--delimiter` cannot separate columns.
    #[error("\"{0}\" cannot separate columns: use , ; | or a tab")]
    Delimiter(String),
    /// No row looks like headings.
    #[error(
        "no headings keepnet knows in the first rows ({found}): a row should name the columns, such as customer, date and amount; name others with --map amount=COLUMN"
    )]
    NoHeadings {
        /// What stands there instead.
        found: String,
    },
    /// Headings, but not the ones needed.
    #[error("no column was recognised as {missing}; the headings are {found}. {next}")]
    Missing {
        /// What is missing: `the amount`.
        missing: String,
        /// The headings of the file.
        found: String,
        /// What settles it.
        next: String,
    },
    /// `--map` names a heading the file does not have.
    #[error("no column is called \"{column}\"; the headings are {found}")]
    ColumnNotFound {
        /// What was asked for.
        column: String,
        /// The headings of the file.
        found: String,
    },
    /// Two columns have the heading that matters.
    #[error("two columns are called \"{0}\", and only you know which one counts: give one of them another name in the file")]
    Doubled(String),
    /// `--map` names a field keepnet does not have.
    #[error("\"{field}\" is no field of {kind}; the fields are {known}")]
    UnknownField {
        /// What was asked for.
        field: String,
        /// Of which kind of file.
        kind: String,
        /// The fields there are.
        known: String,
    },
    /// `--map` says two things.
    #[error("--map names {0} twice: give each field one column, and each column one field")]
    MappedTwice(String),
    /// Every date fits day first and month first.
    #[error("\"{0}\" may be day/month or month/day, and no other date in the file settles it: add --dates dmy or --dates mdy")]
    AmbiguousDates(String),
    /// Two dates that no one order fits.
    #[error(
        "\"{0}\" and \"{1}\" cannot be written in the same order: add --dates dmy, mdy or ymd, and correct the others in the file"
    )]
    MixedDates(String, String),
    /// Every amount fits both decimal marks.
    #[error(
        "\"{value}\" in column {column} may have thousands or decimals, and no other value settles it: add --decimal point or --decimal comma"
    )]
    AmbiguousDecimal {
        /// The column.
        column: String,
        /// One value.
        value: String,
    },
    /// Two amounts that no one decimal mark fits.
    #[error(
        "\"{0}\" has a decimal point and \"{1}\" a decimal comma, in one column: add --decimal point or comma, and correct the others in the file"
    )]
    MixedDecimals(String, String),
    /// An amount beside a quantity, which may be the price of one.
    #[error(
        "column {amount} may be the price of one or the amount of the row, since {quantity} stands beside it: add --map \"price={amount}\" if it is the price of one, --map \"amount={amount}\" if it is the whole row"
    )]
    PriceOrAmount {
        /// The heading of the amount.
        amount: String,
        /// The heading of the quantity.
        quantity: String,
    },
    /// JSON that keepnet did not write.
    #[error("this is JSON that keepnet did not write: export the rows as CSV and import that")]
    OtherJson,
    /// Written by a newer keepnet.
    #[error("this was exported by a newer keepnet (format {0}): update keepnet, then import it again")]
    Newer(u64),
    /// It could not be read.
    #[error("{0}")]
    Unreadable(String),
}

impl Refused {
    /// The disk refused.
    pub(super) fn disk(error: &std::io::Error) -> Refused {
        Refused::Unreadable(format!("the file could not be read: {}", crate::domain::text::shown(&error.to_string(), 200)))
    }
}
