//! Reading files: bytes to rows to fields to a stream of [`crate::domain::intake::Item`]s.
//!
//! Two passes. [`plan`] looks at a file and works out what it holds: encoding, delimiter, headings, the order of its
//! dates, its decimal mark; it asks rather than guesses ([`Refused`] names the flag that settles it). [`Plan::read`]
//! then streams it on a thread of its own, in memory that does not grow with the file ([`Reader`]). This room never
//! writes and knows neither the book file nor the command line; `repository` takes in what it yields.
//!
//! | file | owns |
//! | --- | --- |
//! | `decode` | bytes to UTF-8 text, files that are no text |
//! | `sniff` | delimiter, the first rows |
//! | `recognise` | the row of headings, the kind of file |
//! | `mapping`, `heading` | headings to fields |
//! | `worth` | which columns make the amount of a document |
//! | `dates`, `amounts`, `hours`, `words` | what a single cell means |
//! | `settle` | one date order and one decimal mark for the whole file |
//! | `records` | CSV records with lines and a guard for quotes left open |
//! | `rows` | a record to a row, per kind of file |
//! | `plan`, `reader` | the two passes |
//! | `formats` | files that are not delimited text |

mod amounts;
mod dates;
mod decode;
mod formats;
mod heading;
mod hours;
mod mapping;
mod plan;
mod reader;
mod recognise;
mod records;
mod refused;
mod rows;
mod settle;
mod sniff;
#[cfg(test)]
mod tests;
mod words;
mod worth;

use chrono::NaiveDate;

use crate::domain::columns::FileKind;
use crate::domain::currency::Currency;
use crate::domain::work::Stage;

pub use amounts::DecimalMark;
pub use dates::DateOrder;
pub use plan::{Contents, Plan, plan};
pub use reader::Reader;
pub use refused::Refused;

/// What the owner already said about a file; everything left open is worked out from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What it holds.
    pub kind: Option<FileKind>,
    /// Field (by name or synonym) and the heading of the column that holds it, as in the file.
    pub map: Vec<(String, String)>,
    /// What separates its columns.
    pub delimiter: Option<char>,
    /// Its encoding, by any label browsers know.
    pub encoding: Option<String>,
    /// The order its dates are written in.
    pub dates: Option<DateOrder>,
    /// Its decimal mark.
    pub decimal: Option<DecimalMark>,
    /// The currency of rows that name none.
    pub currency: Option<Currency>,
    /// The book's currency: gives the decimals where nothing else is known.
    pub base: Currency,
    /// Days every date moves by (the sample book moves by whole weeks).
    pub shift_days: i64,
    /// The stage of work that names none; `None`: booked, or done where it is over.
    pub stage: Option<Stage>,
    /// The day of the import: what is over by then.
    pub today: Option<NaiveDate>,
    /// The day quarters written `Q0` and `Q-1` count from (the sample book is dated to today).
    pub as_of: Option<NaiveDate>,
}

impl Default for Request {
    fn default() -> Self {
        Request {
            kind: None,
            map: Vec::new(),
            delimiter: None,
            encoding: None,
            dates: None,
            decimal: None,
            currency: None,
            base: Currency::USD,
            shift_days: 0,
            stage: None,
            today: None,
            as_of: None,
        }
    }
}
