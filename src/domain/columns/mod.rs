//! The columns of every kind of file keepnet reads and writes: one table for import and export alike.
//!
//! `export` writes the columns of a kind in the table's order under [`Column::name`]; `import` finds them under that
//! name or one of the names other programs give them. What a cell means is the business of those two. The columns of
//! records (`records`) are made from their fields ([`Kind::fields`]).

mod documents;
mod parties;
mod records;
mod work;

use super::record::{Kind, Shape};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Invoices and credit notes, one row each or one per line item.
    Invoices,
    /// Customers.
    Customers,
    /// People at customers.
    People,
    /// Segments.
    Segments,
    /// Hours, assessments, offerings and the rest: rows of one kind of record.
    Records(Kind),
}

/// How many kinds of file there are.
const KINDS: usize = 4 + Kind::ALL.len();

impl FileKind {
    /// Every kind, in the order a book is rebuilt from its files.
    pub const ALL: [FileKind; KINDS] = {
        let mut all = [FileKind::Segments; KINDS];
        (all[1], all[2], all[3]) = (FileKind::Customers, FileKind::People, FileKind::Invoices);
        let mut at = 0;
        while at < Kind::ALL.len() {
            all[4 + at] = FileKind::Records(Kind::ALL[at]);
            at += 1;
        }
        all
    };

    /// Hours and money spent, which other programs keep too.
    pub const TIME: FileKind = FileKind::Records(Kind::Effort);

    /// Work agreed or hoped for: projects, contracts and deals of other programs.
    pub const WORK: FileKind = FileKind::Records(Kind::Engagement);

    /// The word after `--as`, and the file's name without its ending.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Invoices => "invoices",
            FileKind::Customers => "customers",
            FileKind::People => "people",
            FileKind::Segments => "segments",
            FileKind::Records(kind) => kind.plural(),
        }
    }

    /// The kind typed as `word`.
    #[must_use]
    pub fn parse(word: &str) -> Option<FileKind> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Its columns, in the order they are written; the ones that are only understood stand among them.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            FileKind::Invoices => documents::INVOICES,
            FileKind::Customers => parties::CUSTOMERS,
            FileKind::People => parties::PEOPLE,
            FileKind::Segments => parties::SEGMENTS,
            FileKind::Records(kind) => records::columns(kind),
        }
    }

    /// The field of a record by its name.
    #[must_use]
    pub fn own(self, name: &str) -> Option<Field> {
        match self {
            FileKind::Records(kind) => kind.place(name).and_then(|at| u8::try_from(at).ok()).map(Field::Own),
            _ => None,
        }
    }

    /// The column of a field, where this kind has one.
    #[must_use]
    pub fn column(self, field: Field) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.field == field)
    }

    /// What the field of a record holds; `None` for a field the program knows by name.
    #[must_use]
    pub fn shape(self, field: Field) -> Option<Shape> {
        match (self, field) {
            (FileKind::Records(kind), Field::Own(at)) => kind.fields().get(usize::from(at)).map(|known| known.shape),
            (FileKind::Records(_), Field::OwnId(_)) => Some(Shape::Line),
            _ => None,
        }
    }
}

/// The fields the program knows by name, and those of records, which [`Kind::fields`] describes.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident,)+) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $field,)+
            /// The field of a record in this place of [`Kind::fields`]; of a link, the name of what it points to.
            Own(u8),
            /// What another program calls the customer a field of a record points to.
            OwnId(u8),
        }

        /// The places of the fields with a name.
        enum Place {
            $($field,)+
            Own,
        }

        impl Field {
            /// Its place among all fields, below [`FIELDS`].
            #[must_use]
            pub fn place(self) -> usize {
                match self {
                    $(Field::$field => Place::$field as usize,)+
                    Field::Own(at) => Place::Own as usize + usize::from(at),
                    Field::OwnId(at) => Place::Own as usize + MOST_OWN + usize::from(at),
                }
            }
        }
    };
}

/// No kind of record has more fields.
const MOST_OWN: usize = 40;

/// How many places [`Field::place`] tells apart.
pub const FIELDS: usize = Place::Own as usize + 2 * MOST_OWN;

fields! {
    /// Name of the customer (of a customers file: the company).
    Customer,
    /// What another program calls the customer.
    CustomerId,
    /// Number of the document.
    Number,
    /// Date of the document.
    Date,
    /// Net amount of the row; rows of one document add up.
    Amount,
    /// Total of the document, repeated on each of its rows.
    Total,
    /// Price of one, where the file has no amount.
    Price,
    /// How many, beside the price.
    Quantity,
    /// Tax of the row, where the file's amounts hold it.
    Tax,
    /// Discount of the row: where it holds anything, price times quantity is not the amount.
    Discount,
    /// Currency code.
    Currency,
    /// Base units per unit of that currency.
    Rate,
    /// Invoice or credit note.
    Kind,
    /// How the document stands.
    Status,
    /// When it was paid.
    Paid,
    /// What it was for.
    Title,
    /// First name of a person.
    FirstName,
    /// Last name of a person.
    LastName,
    /// Whole name of a person.
    Person,
    /// What the person does.
    Role,
    /// Whether they hold the money or the decision.
    Sponsor,
    /// Mail address.
    Email,
    /// Telephone.
    Phone,
    /// The day they left.
    LeftOn,
    /// Name of the group.
    Parent,
    /// Id of the group.
    ParentId,
    /// Kind of customer.
    Segment,
    /// Paying or not.
    SegmentKind,
    /// Who belongs to the segment.
    Criteria,
    /// Where they are found.
    Channels,
    /// How they speak.
    Phrases,
    /// The owner's marks.
    Tags,
    /// What they do.
    Trade,
    /// Customer since.
    Since,
    /// Where it came from.
    Source,
    /// Notice in days.
    NoticeDays,
    /// What to remember.
    Note,
    /// Hidden from lists.
    Archived,
    /// Whether the name was made from an id.
    Placeholder,
    /// Whether an invoice asks for the time.
    Billable,
    /// What time went into: the larger thing.
    Project,
    /// What time went into: the smaller thing.
    Task,
    /// The day a deal was closed, or is expected to be.
    Closes,
    /// The day a deal came into its program.
    Created,
    /// Months a contract runs.
    Term,
    /// What a contract brings once, at its start.
    Deposit,
    /// What a contract brings a month.
    Monthly,
    /// What a file keepnet wrote calls an engagement nothing else tells from the others.
    FileKey,
}

/// A column of a kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub field: Field,
    /// Its heading in files keepnet writes, and the word before `=` of `--map`.
    pub name: &'static str,
    /// Whether keepnet writes it; the others are only understood.
    pub written: bool,
    /// Headings other programs use, in the form of [`heading_key`], best first.
    pub synonyms: &'static [&'static str],
}

const fn column(field: Field, name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { field, name, written: true, synonyms }
}

const fn understood(field: Field, name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { field, name, written: false, synonyms }
}

/// Headings of totals that hold no tax, in the form of [`heading_key`]: they beat other totals where tax stands beside.
pub const NET_TOTALS: &[&str] = &["subtotal", "sub total", "net total", "total net", "total excl tax", "total ex vat", "total ht"];

/// Headings of amounts of a row that hold the row's tax.
pub const GROSS_ROWS: &[&str] = &["line total"];

/// The form headings are compared in: lower case words with one space between, `#` read as `no`; `InvoiceNumber`,
/// `invoice_number` and `*Invoice Number` are all `invoice number`.
#[must_use]
pub fn heading_key(heading: &str) -> String {
    let mut key = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for piece in heading.chars() {
        if piece == '#' {
            key.push_str(" no ");
        } else if piece.is_alphanumeric() {
            if piece.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
                key.push(' ');
            }
            key.extend(piece.to_lowercase());
        } else {
            key.push(' ');
        }
        before = piece;
    }
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_compare_by_their_words() {
        assert_eq!(heading_key("InvoiceNumber"), "invoice number");
        assert_eq!(heading_key("*ContactName"), "contact name");
        assert_eq!(heading_key("Invoice #"), "invoice no");
        assert_eq!(heading_key(" invoice__number "), "invoice number");
        assert_eq!(heading_key("Date (UTC)"), "date utc");
        assert_eq!(heading_key("Währung"), "währung");
    }

    #[test]
    fn every_synonym_is_in_its_compared_form_and_stands_once() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::parse(kind.word()), Some(kind));
            let mut names = std::collections::BTreeSet::new();
            for column in kind.columns() {
                assert!(names.insert(column.name), "{} twice", column.name);
                assert_eq!(kind.column(column.field), Some(column));
                for synonym in column.synonyms {
                    assert_eq!(heading_key(synonym), *synonym);
                }
            }
        }
    }
}
