//! The first look at delimited text: what separates its columns, and its first rows.
//!
//! Which of those rows holds the headings is decided in `recognise`.

use std::io::Read;
use std::sync::Arc;

use csv::StringRecord;

use super::decode::Text;
use super::records::{Dialect, Next, Records};
use super::refused::Refused;

/// Rows looked at before anything is settled.
const ROWS: usize = 2_000;
/// Bytes of rows looked at.
const BYTES: usize = 1024 * 1024;
/// What may separate columns, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The first rows of a file.
#[derive(Debug)]
pub(super) struct Sample {
    /// Rows with the lines they start on; blank ones are left out.
    pub(super) rows: Vec<(u64, StringRecord)>,
    /// Whether that is all of it.
    pub(super) whole: bool,
    /// Whether damaged rows were passed over.
    pub(super) damaged: bool,
}

/// How the file separates columns and rows.
pub(super) fn dialect(head: &str, asked: Option<char>) -> Result<Dialect, Refused> {
    let row_end = row_end(head);
    Ok(Dialect { delimiter: delimiter(head, row_end, asked)?, row_end })
}

fn row_end(head: &str) -> u8 {
    if !head.contains('\n') && head.contains('\r') { b'\r' } else { b'\n' }
}

/// The delimiter asked for, named by the file (`sep=;`) or found in its first lines.
fn delimiter(head: &str, row_end: u8, asked: Option<char>) -> Result<u8, Refused> {
    if let Some(asked) = asked {
        let usable = u8::try_from(asked).ok().filter(|byte| separates(*byte));
        return usable.ok_or_else(|| Refused::Delimiter(asked.escape_default().to_string()));
    }
    let first = head.split(char::from(row_end)).next().unwrap_or_default().trim();
    if let Some(named) = first
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| first.as_bytes().get(4).filter(|byte| separates(**byte)))
    {
        return Ok(*named);
    }
    // A head cut in the middle of a row would count that row short.
    let lines = if head.lines().count() > 40 { head.rfind('\n').map_or(head, |end| &head[..end]) } else { head };
    let steadiest = DELIMITERS
        .into_iter()
        .map(|delimiter| (steadiness(lines, Dialect { delimiter, row_end }), delimiter))
        .rev()
        .max_by_key(|(score, _)| *score);
    Ok(steadiest.filter(|((share, _), _)| *share > 0).map_or(b',', |(_, delimiter)| delimiter))
}

fn separates(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\n\r\0 ".contains(&byte)
}

/// How many in a thousand rows have the usual number of columns, and that number; 0 where it is 1.
fn steadiness(lines: &str, dialect: Dialect) -> (usize, usize) {
    let mut records = Records::new(lines.as_bytes(), dialect);
    let (mut widths, mut record) = (std::collections::BTreeMap::<usize, usize>::new(), StringRecord::new());
    let mut rows = 0;
    while rows < 200 {
        match records.next(&mut record) {
            Ok(Next::Record(_)) => *widths.entry(record.len()).or_default() += 1,
            Ok(Next::Damaged(..)) => {}
            Ok(Next::End) | Err(_) => break,
        }
        rows += 1;
    }
    let usual = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, count)| (*count, *width));
    usual.map_or((0, 0), |(width, count)| (count * 1000 / rows.max(1), width))
}

/// The first rows of a file.
pub(super) fn sample(text: &Text, dialect: Dialect) -> Result<Sample, Refused> {
    let source = text.open(&Arc::default()).map_err(|error| Refused::disk(&error))?;
    first_rows(source, dialect)
}

fn first_rows(source: impl Read, dialect: Dialect) -> Result<Sample, Refused> {
    let mut records = Records::new(source, dialect);
    let mut sample = Sample { rows: Vec::new(), whole: false, damaged: false };
    let (mut record, mut bytes) = (StringRecord::new(), 0);
    while sample.rows.len() < ROWS && bytes < BYTES {
        match records.next(&mut record).map_err(Refused::Unreadable)? {
            Next::Record(line) if !is_blank(&record) => {
                bytes += record.as_slice().len();
                sample.rows.push((line, record.clone()));
            }
            Next::Record(_) => {}
            Next::Damaged(..) => sample.damaged = true,
            Next::End => {
                sample.whole = true;
                break;
            }
        }
    }
    Ok(sample)
}

/// Whether every cell is empty.
pub(super) fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steadiest_delimiter_wins() {
        for (text, expected) in [
            ("a,b\n1,2\n", b','),
            ("Date;Client;Hours\n26.01.2025;Fjord & Sons;7,5\n", b';'),
            ("name\tamount\nSmith, Jones\t1,5\nX, Y\t2,5\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("name,note\n\"a;b;c\",x\n\"d;e;f\",y\n", b','),
            ("Sample Company\nList\n\nDate,Name,Amount\n01/10/2025,\"Fjord, Inc\",\"1,250.00\"\n01/11/2025,B,5\n", b','),
            ("sep=|\na|b,c,d\n1|2,3,4\n", b'|'),
            ("one column\nof text\n", b','),
            ("", b','),
        ] {
            assert_eq!(dialect(text, None).map(|dialect| dialect.delimiter), Ok(expected), "{text:?}");
        }
        assert_eq!(dialect("a,b", Some(';')).map(|dialect| dialect.delimiter), Ok(b';'));
        assert_eq!(dialect("a,b", Some('x')).map(|dialect| dialect.delimiter), Err(Refused::Delimiter("x".to_owned())));
        assert_eq!(dialect("a,b", Some('\n')).map(|dialect| dialect.delimiter), Err(Refused::Delimiter("\\n".to_owned())));
    }

    #[test]
    fn rows_keep_their_lines_and_blank_ones_are_left_out() {
        let sample = first_rows(&b"a,b\n,\n\n1,2\n , \n"[..], Dialect { delimiter: b',', row_end: b'\n' }).unwrap();
        assert!(sample.whole);
        assert_eq!(sample.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 4]);
    }
}
