//! CSV records with the lines they stand on, and a guard against a quote left open that would swallow the file.
//!
//! Memory stays bounded whatever the file holds: one record may take [`LARGEST_RECORD`] bytes. What a record means is
//! the business of `rows`.

use std::io::{self, Read};

use csv::StringRecord;

/// The most bytes one record may have.
pub(super) const LARGEST_RECORD: u64 = 16 * 1024 * 1024;

/// How a file separates what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between columns.
    pub(super) delimiter: u8,
    /// Between rows: a line feed, or on old systems a carriage return. One before a line feed is white space.
    pub(super) row_end: u8,
}

/// Stops a reader that wants more for one record than any record needs.
pub(super) struct Guarded<R> {
    source: R,
    since_record: u64,
    quotes: u64,
    at_end: bool,
}

impl<R> Guarded<R> {
    /// A reader that gives up [`LARGEST_RECORD`] bytes after the last [`Guarded::rest`].
    pub(super) fn new(source: R) -> Guarded<R> {
        Guarded { source, since_record: 0, quotes: 0, at_end: false }
    }

    /// A record was completed.
    pub(super) fn rest(&mut self) {
        self.since_record = 0;
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since_record > LARGEST_RECORD {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "one row is larger than 16 MB"));
        }
        let read = self.source.read(buffer)?;
        self.since_record += read as u64;
        self.at_end = read == 0;
        // The compiler turns this into wide instructions: a few milliseconds for a hundred megabytes.
        #[allow(clippy::naive_bytecount)]
        let quotes = buffer[..read].iter().filter(|byte| **byte == b'"').count();
        self.quotes += quotes as u64;
        Ok(read)
    }
}

/// What came next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The record that starts on this line.
    Record(u64),
    /// A record that starts on this line and is damaged, and how.
    Damaged(u64, &'static str),
    /// Nothing.
    End,
}

/// A quote that was never closed within the file or swallowed the rows below it.
pub(super) const OPEN_QUOTE: &str =
    "a quote opened on this line is not closed where its cell ends: close it, or double quotes that belong to the text";
const NOT_TEXT: &str =
    "holds bytes that are no text in the file's encoding: save the file as UTF-8, or name its encoding with --encoding";

/// The records of a text.
pub(super) struct Records<R> {
    reader: csv::Reader<Guarded<R>>,
    dialect: Dialect,
    width: usize,
    read: u64,
}

impl<R: Read> Records<R> {
    /// All records of a text, the headings as one of them.
    pub(super) fn new(source: R, dialect: Dialect) -> Records<R> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(dialect.delimiter)
            .terminator(csv::Terminator::Any(dialect.row_end))
            .buffer_capacity(256 * 1024)
            .from_reader(Guarded::new(source));
        Records { reader, dialect, width: usize::MAX, read: 0 }
    }

    /// How many columns the headings have: sharpens the eye for rows swallowed by a quote.
    pub(super) fn expect_width(&mut self, width: usize) {
        self.width = width;
    }

    /// The next record that is not a blank line. The error says why the rest cannot be read, ready for the owner.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Next, String> {
        let before = self.reader.position().line();
        let read = self.reader.read_record(record);
        self.reader.get_mut().rest();
        self.read += 1;
        match read {
            Ok(false) => Ok(Next::End),
            Ok(true) => Ok(self.judged(before, record)),
            Err(error) => match error.kind() {
                csv::ErrorKind::Utf8 { .. } => Ok(Next::Damaged(before, NOT_TEXT)),
                csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                    Err(format!("the row that starts on line {before} goes on for more than 16 MB: a quote in it is not closed"))
                }
                _ => Err(format!(
                    "the file could not be read past line {before}: {}",
                    crate::domain::text::shown(&error.to_string(), 200)
                )),
            },
        }
    }

    fn judged(&mut self, before: u64, record: &StringRecord) -> Next {
        let after = self.reader.position().line();
        // Reading on to the end of the file means that no line break ended the record.
        let unterminated = self.reader.get_ref().at_end;
        if self.dialect.row_end != b'\n' {
            // Only line feeds are counted below: elsewhere rows are lines.
            return Next::Record(self.read);
        }
        if after <= before + 1 && !unterminated {
            return Next::Record(before);
        }
        // More than one line: blank lines before the record, line breaks inside it, or both.
        let inside: u64 = record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() as u64).sum();
        let line = (after - inside).saturating_sub(u64::from(!unterminated));
        let open = inside > 0 && (self.swallows_rows(record) || unterminated && !self.reader.get_ref().quotes.is_multiple_of(2));
        if open { Next::Damaged(line, OPEN_QUOTE) } else { Next::Record(line) }
    }

    /// Whether a cell runs over the end of its row into the next quote: its first line holds the rest of the row, and
    /// the quote that closes the next cell stands alone at its end.
    fn swallows_rows(&self, record: &StringRecord) -> bool {
        record.iter().enumerate().any(|(index, cell)| {
            let Some((first, rest)) = cell.split_once('\n') else { return false };
            let missing = self.width.saturating_sub(index + 1);
            let separators = first.bytes().filter(|byte| *byte == self.dialect.delimiter).count();
            let alone = rest.trim_end().ends_with('"') && !rest.matches('"').count().is_multiple_of(2);
            missing > 0 && separators >= missing && alone
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(text: &str) -> Dialect {
        Dialect { delimiter: b',', row_end: if text.contains('\n') { b'\n' } else { b'\r' } }
    }

    fn read(text: &str, width: usize) -> (Vec<Next>, Vec<Vec<String>>) {
        let mut records = Records::new(text.as_bytes(), dialect(text));
        records.expect_width(width);
        let (mut nexts, mut rows, mut record) = (Vec::new(), Vec::new(), StringRecord::new());
        loop {
            match records.next(&mut record).unwrap() {
                Next::End => return (nexts, rows),
                next => {
                    nexts.push(next);
                    rows.push(record.iter().map(str::to_owned).collect());
                }
            }
        }
    }

    #[test]
    fn records_know_their_lines() {
        let lines = |text: &str| {
            let (nexts, rows) = read(text, 2);
            let known = nexts.iter().zip(rows).filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
            known.map(|(next, _)| if let Next::Record(line) = next { *line } else { 0 }).collect::<Vec<_>>()
        };
        for end in ["\n", "\r\n"] {
            let text = "a,b\n1,2\n\n\n3,\"x\ny\"\n4,5\n\n".replace('\n', end);
            assert_eq!(lines(&text), [1, 2, 5, 7], "{end:?}");
            let text = "a,b\n1,2\n\n3,\"x\ny\"".replace('\n', end);
            assert_eq!(lines(&text), [1, 2, 4], "{end:?}");
            let text = "a,b\n1,2".replace('\n', end);
            assert_eq!(lines(&text), [1, 2], "{end:?}");
        }
    }

    #[test]
    fn old_line_ends_are_lines_too() {
        assert_eq!(read("a,b\r1,2\r3,4\r", 2).0, [Next::Record(1), Next::Record(2), Next::Record(3)]);
    }

    #[test]
    fn a_quote_left_open_is_found() {
        let (nexts, _) = read("id,name,amount\n1,\"Foo,100\n2,Bar,200\n", 3);
        assert_eq!(nexts, [Next::Record(1), Next::Damaged(2, OPEN_QUOTE)]);
        let (nexts, _) = read("id,name,amount\n1,\"Foo,100\n2,\"Bar\",200\n3,Baz,300\n", 3);
        assert_eq!(nexts[1], Next::Damaged(2, OPEN_QUOTE));
        let (nexts, rows) = read("id,name,amount\n1,\"Foo, Bar,\nand \"\"Sons\"\"\",100\n2,5\" pipe,200\n", 3);
        assert_eq!(nexts, [Next::Record(1), Next::Record(2), Next::Record(4)]);
        assert_eq!(rows[1][1], "Foo, Bar,\nand \"Sons\"");
    }

    #[test]
    fn one_record_cannot_eat_the_memory() {
        let endless = io::Read::chain(&b"a,b\n1,\""[..], io::repeat(b'x'));
        let mut records = Records::new(endless, dialect("\n"));
        let mut record = StringRecord::new();
        assert_eq!(records.next(&mut record), Ok(Next::Record(1)));
        let stopped = records.next(&mut record).unwrap_err();
        assert_eq!(stopped, "the row that starts on line 2 goes on for more than 16 MB: a quote in it is not closed");
    }
}
