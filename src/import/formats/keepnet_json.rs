//! The whole book as keepnet exports it in JSON, read as it streams: no list is ever held in memory.
//!
//! `{"keepnet": 1, "settings": {…}, "rates": […], "segments": […], "customers": […], "people": […], "invoices": […]}`;
//! entities are objects keyed by [`crate::domain::columns::Column::name`] with the same texts as in the CSV files, only never guarded. A
//! line in refusals is the running number of the object.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use csv::StringRecord;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::change::DatedRate;
use crate::domain::columns::{FIELDS, Field, FileKind};
use crate::domain::currency::Currency;
use crate::domain::id::RateId;
use crate::domain::intake::{Item, Refusal, Row};
use crate::domain::rate::Rate;
use crate::domain::settings::{Name, Settings};
use crate::domain::text::shown;
use crate::import::amounts::DecimalMark;
use crate::import::dates::{self, DateOrder};
use crate::import::decode::Text;
use crate::import::heading::Heading;
use crate::import::mapping::Mapping;
use crate::import::reader::{Ended, Unheard};
use crate::import::records::LARGEST_RECORD;
use crate::import::refused::Refused;
use crate::import::rows::{Converter, Shape};
use crate::import::worth::Worth;

/// The format this keepnet writes and reads.
const FORMAT: u64 = 1;
const RATE_CELLS: [&str; 3] = ["currency", "from", "rate"];

/// Whether a file is a book in JSON: told by its first key. Other JSON and newer books are refused.
pub(in crate::import) fn is_book(head: &str) -> Result<bool, Refused> {
    let head = head.trim_start();
    if let Some(inside) = head.strip_prefix('[') {
        let json = inside.trim_start().starts_with(['{', '[', ']']);
        return if json { Err(Refused::OtherJson) } else { Ok(false) };
    }
    let Some(inside) = head.strip_prefix('{') else { return Ok(false) };
    let value = inside.trim_start().strip_prefix("\"keepnet\"").and_then(|rest| rest.trim_start().strip_prefix(':'));
    let digits =
        value.map(str::trim_start).map(|rest| &rest[..rest.find(|piece: char| !piece.is_ascii_digit()).unwrap_or(rest.len())]);
    match digits.and_then(|digits| digits.parse().ok()) {
        Some(FORMAT) => Ok(true),
        Some(newer) if newer > FORMAT => Err(Refused::Newer(newer)),
        _ => Err(Refused::OtherJson),
    }
}

/// Reads the book, handing on each item as it comes.
pub(in crate::import) fn read(
    text: &Text,
    position: &Arc<AtomicU64>,
    base: Currency,
    shift_days: i64,
    put: &mut dyn FnMut(Item) -> Result<(), Unheard>,
) -> Result<Vec<String>, Ended> {
    let source = text.open(position).map_err(|error| Ended::Failed(Refused::disk(&error).to_string()))?;
    let since = Cell::new(0);
    let limited = Limited { source: BufReader::with_capacity(256 * 1024, source), since: &since };
    let book = RefCell::new(Book { put, unheard: false, line: 0, base, shift_days, notes: Vec::new() });
    let mut json = serde_json::Deserializer::from_reader(limited);
    let read = Whole { book: &book, since: &since }.deserialize(&mut json).and_then(|()| json.end());
    let book = book.into_inner();
    match read {
        _ if book.unheard => Err(Ended::Unheard),
        Ok(()) => Ok(book.notes),
        Err(error) => Err(Ended::Failed(format!("the exported book is damaged: {}", shown(&error.to_string(), 200)))),
    }
}

/// Stops a single object from filling the memory.
struct Limited<'a, R> {
    source: R,
    since: &'a Cell<u64>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LARGEST_RECORD {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "one entry is larger than 16 MB"));
        }
        let read = self.source.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        Ok(read)
    }
}

/// Where the items go.
struct Book<'a> {
    put: &'a mut dyn FnMut(Item) -> Result<(), Unheard>,
    unheard: bool,
    line: u64,
    base: Currency,
    shift_days: i64,
    notes: Vec<String>,
}

impl Book<'_> {
    fn put<E: Error>(&mut self, item: Item) -> Result<(), E> {
        (self.put)(item).map_err(|Unheard| {
            self.unheard = true;
            E::custom("nobody listens")
        })
    }

    fn shape(&self, kind: FileKind) -> Shape {
        let written: Vec<_> = kind.columns().iter().filter(|column| column.written).collect();
        let names: StringRecord = written.iter().map(|column| column.name).collect();
        let mut mapping = Mapping::new(Heading::all(&names));
        for (at, column) in written.iter().enumerate() {
            mapping.set(column.field, Some(at));
        }
        Shape {
            kind,
            mapping,
            order: DateOrder::Ymd,
            marks: [DecimalMark::Point; FIELDS],
            worth: Worth::Row { field: Field::Amount, less_tax: false },
            of_import: self.base,
            of_column: None,
            shift_days: self.shift_days,
            stage: None,
            today: None,
            guarded: false,
            decoded: false,
        }
    }

    fn setting(&self, word: &str, kept: String) -> Item {
        let valid = Name::parse(word).filter(|name| Settings::default().read(*name, &kept).is_some());
        match valid {
            Some(name) => Item::Row(Row::Setting { name, kept }),
            None => Item::Refused(Refusal::new(self.line, word, &kept, "not a setting of this keepnet")),
        }
    }

    fn rate(&self, cells: &[String; 3]) -> Item {
        let [currency, from, rate] = cells;
        let refused = |at: usize, reason: &str| Item::Refused(Refusal::new(self.line, RATE_CELLS[at], &cells[at], reason));
        let Some(known) = Currency::parse(currency) else { return refused(0, "not a currency code in use") };
        let Ok(from) = dates::read(from, DateOrder::Ymd) else { return refused(1, "not a date") };
        let Some(rate) = Rate::parse(rate) else { return refused(2, "not a rate") };
        Item::Row(Row::Rate(DatedRate { id: RateId(0), currency: known, from, rate }))
    }
}

macro_rules! seed {
    ($name:ident $how:ident) => {
        impl<'de> DeserializeSeed<'de> for $name<'_, '_> {
            type Value = ();

            fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
                json.$how(self)
            }
        }
    };
}

/// The object around everything.
struct Whole<'a, 'b> {
    book: &'a RefCell<Book<'b>>,
    since: &'a Cell<u64>,
}

seed!(Whole deserialize_map);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a book exported by keepnet")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Whole { book, since } = self;
        while let Some(key) = map.next_key::<String>()? {
            let kind = FileKind::parse(&key);
            match (key.as_str(), kind) {
                ("keepnet", _) => drop(map.next_value::<IgnoredAny>()?),
                ("settings", _) => map.next_value_seed(Kept { book })?,
                ("rates", _) => map.next_value_seed(List { book, since, converter: None })?,
                (_, Some(kind)) => {
                    let converter = Converter::new(book.borrow().shape(kind));
                    map.next_value_seed(List { book, since, converter: Some((kind, converter)) })?;
                }
                _ => {
                    let mut book = book.borrow_mut();
                    let refusal =
                        Refusal::new(book.line, "", "", format!("holds \"{}\", which this keepnet does not know", shown(&key, 40)));
                    book.put(Item::Refused(refusal))?;
                    drop(book);
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The settings: names and kept texts.
struct Kept<'a, 'b> {
    book: &'a RefCell<Book<'b>>,
}

seed!(Kept deserialize_map);

impl<'de> Visitor<'de> for Kept<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("settings by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut book = self.book.borrow_mut();
        while let Some((word, CellText(kept))) = map.next_entry::<String, CellText>()? {
            book.line += 1;
            if !kept.is_empty() {
                let item = book.setting(&word, kept);
                book.put(item)?;
            }
        }
        Ok(())
    }
}

/// The entities of a kind, or the rates.
struct List<'a, 'b> {
    book: &'a RefCell<Book<'b>>,
    since: &'a Cell<u64>,
    converter: Option<(FileKind, Converter)>,
}

seed!(List deserialize_seq);

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let List { book, since, mut converter } = self;
        let mut book = book.borrow_mut();
        let names: Vec<&str> = match &converter {
            Some((kind, _)) => kind.columns().iter().filter(|column| column.written).map(|column| column.name).collect(),
            None => RATE_CELLS.to_vec(),
        };
        let mut cells = vec![String::new(); names.len()];
        while list.next_element_seed(Entity { names: &names, cells: &mut cells })?.is_some() {
            since.set(0);
            book.line += 1;
            let item = match &mut converter {
                Some((_, converter)) => converter.convert(book.line, &StringRecord::from(cells.as_slice())),
                None => <&[String; 3]>::try_from(cells.as_slice()).ok().map(|cells| book.rate(cells)),
            };
            if let Some(item) = item {
                book.put(item)?;
            }
        }
        if let Some((_, converter)) = converter {
            book.notes.extend(converter.notes());
        }
        Ok(())
    }
}

/// One object, its texts put in the order of the columns; what is missing is empty, keys without a column are left out.
struct Entity<'a, 'b> {
    names: &'a [&'static str],
    cells: &'b mut [String],
}

seed!(Entity deserialize_map);

impl<'de> Visitor<'de> for Entity<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.cells.iter_mut().for_each(String::clear);
        while let Some(key) = map.next_key::<String>()? {
            match self.names.iter().position(|name| *name == key) {
                Some(at) => self.cells[at] = map.next_value::<CellText>()?.0,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// A text; null is empty, whole numbers and yes or no are taken as their texts.
struct CellText(String);

impl<'de> serde::Deserialize<'de> for CellText {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<CellText, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = CellText;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text in quotes or null")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<CellText, E> {
                Ok(CellText(text.to_owned()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<CellText, E> {
                Ok(CellText(text))
            }

            fn visit_unit<E: Error>(self) -> Result<CellText, E> {
                Ok(CellText(String::new()))
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<CellText, E> {
                Ok(CellText(if yes { "yes" } else { "no" }.to_owned()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<CellText, E> {
                Ok(CellText(number.to_string()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<CellText, E> {
                Ok(CellText(number.to_string()))
            }
        }
        json.deserialize_any(Text)
    }
}
