//! Bytes to UTF-8 text: byte order mark, what the owner said, strict UTF-8, else what the bytes suggest. Also says what
//! a file is that is no text at all.
//!
//! UTF-8 goes to the CSV reader as it lies on the disk; everything else is decoded as it streams. Knows nothing of rows
//! (`sniff`).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8};

use super::refused::Refused;
use crate::domain::text::shown;

/// How much of a file's start is looked at for what it is.
const HEAD: usize = 64 * 1024;
/// Where NUL bytes give a binary file away.
const NUL_HEAD: usize = 8 * 1024;
const CHUNK: usize = 256 * 1024;

/// A file whose encoding is known.
#[derive(Debug)]
pub(super) struct Text {
    file: File,
    start: u64,
    len: u64,
    encoding: &'static Encoding,
}

/// Works out the encoding. The file must be seekable.
pub(super) fn recognise(mut file: File, asked: Option<&str>) -> Result<Text, Refused> {
    let asked = asked.map(labelled).transpose()?;
    let len = file.seek(SeekFrom::End(0)).map_err(|error| Refused::disk(&error))?;
    let head = read_at(&mut file, 0, HEAD)?;
    if head.is_empty() {
        return Err(Refused::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&head) {
        return Ok(Text { file, start: mark as u64, len, encoding });
    }
    if let Some(refused) = no_text(&head) {
        return Err(refused);
    }
    if let Some(encoding) = asked {
        return Ok(Text { file, start: 0, len, encoding });
    }
    if let Some(refused) = nul_bytes(&head[..head.len().min(NUL_HEAD)]) {
        return Err(refused);
    }
    let encoding = match first_malformed(&mut file)? {
        None => UTF_8,
        Some(Malformed { letters, .. }) if letters >= CONVINCING => UTF_8,
        Some(Malformed { at, .. }) => suggested(&head, &read_at(&mut file, at.saturating_sub(HEAD as u64 / 2), HEAD)?),
    };
    Ok(Text { file, start: 0, len, encoding })
}

fn labelled(label: &str) -> Result<&'static Encoding, Refused> {
    let usual = match label.trim().to_ascii_lowercase().as_str() {
        "ansi" | "cp1252" | "latin" => "windows-1252",
        "utf16" => "utf-16le",
        _ => label.trim(),
    };
    let encoding = Encoding::for_label_no_replacement(usual.as_bytes());
    encoding.ok_or_else(|| Refused::UnknownEncoding(shown(label, 40)))
}

fn read_at(file: &mut File, at: u64, most: usize) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = file.seek(SeekFrom::Start(at)).and_then(|_| file.take(most as u64).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| Refused::disk(&error))
}

/// Files known by their first bytes.
fn no_text(head: &[u8]) -> Option<Refused> {
    const OTHERS: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "a compressed file (gzip)"),
        (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
        (b"Rar!", "a compressed file (rar)"),
        (b"BZh", "a compressed file (bzip2)"),
        (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"{\\rtf", "a word processor's document"),
    ];
    if head.starts_with(b"SQLite format 3\0") {
        return Some(Refused::Database);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(Refused::Spreadsheet("an Office file, such as an old Excel workbook (.xls)"));
    }
    if head.starts_with(b"PK\x03\x04") {
        let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
        let sheet = holds(b"xl/") || holds(b"opendocument.spreadsheet") || holds(b"[Content_Types].xml");
        return Some(if sheet {
            Refused::Spreadsheet("a spreadsheet (such as .xlsx or .ods)")
        } else {
            Refused::Binary("a compressed file (zip)")
        });
    }
    let binary = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| Refused::Binary(what));
    binary.or_else(|| marked_up(head))
}

/// Some programs call a web page a spreadsheet.
fn marked_up(head: &[u8]) -> Option<Refused> {
    const STARTS: [(&str, &str); 4] =
        [("<!doctype", "a web page"), ("<html", "a web page"), ("<table", "a web page"), ("<?xml", "an XML file")];
    let start = head.trim_ascii_start().get(..9)?.to_ascii_lowercase();
    STARTS.iter().find(|(tag, _)| start.starts_with(tag.as_bytes())).map(|(_, what)| Refused::Binary(what))
}

/// Text never holds NUL; text of two bytes to a letter holds one in every other place.
fn nul_bytes(head: &[u8]) -> Option<Refused> {
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let most = head.len() / 2;
    if even + odd == 0 {
        None
    } else if even == 0 && odd * 10 > most * 7 {
        Some(Refused::TwoBytes("utf-16le"))
    } else if odd == 0 && even * 10 > most * 7 {
        Some(Refused::TwoBytes("utf-16be"))
    } else {
        Some(Refused::Binary("a binary file"))
    }
}

/// So many letters beyond ASCII in proper UTF-8 are no accident: what is malformed behind them is damage, and refused by
/// line, rather than another encoding that would garble every name.
const CONVINCING: usize = 3;

/// Where strict UTF-8 ends.
struct Malformed {
    at: u64,
    /// Letters beyond ASCII before it, counted up to [`CONVINCING`] or so.
    letters: usize,
}

/// Reads the whole file once; `None` where all of it is strict UTF-8.
fn first_malformed(file: &mut File) -> Result<Option<Malformed>, Refused> {
    let disk = |error: io::Error| Refused::disk(&error);
    file.seek(SeekFrom::Start(0)).map_err(disk)?;
    let mut buffer = vec![0; CHUNK];
    let (mut kept, mut at, mut letters) = (0, 0u64, 0);
    loop {
        let read = file.read(&mut buffer[kept..]).map_err(disk)?;
        let filled = kept + read;
        let (valid, is_malformed) = match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => (filled, false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some() || read == 0),
        };
        if letters < CONVINCING {
            letters += buffer[..valid].iter().filter(|byte| **byte >= 0xc2).count();
        }
        if is_malformed {
            return Ok(Some(Malformed { at: at + valid as u64, letters }));
        }
        if read == 0 {
            return Ok(None);
        }
        buffer.copy_within(valid..filled, 0);
        kept = filled - valid;
        at += valid as u64;
    }
}

/// The encoding the bytes suggest, from the file's start and from around the first byte that is not UTF-8.
fn suggested(head: &[u8], around: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, false);
    detector.feed(b"\n", false);
    detector.feed(around, true);
    detector.guess(None, Utf8Detection::Deny)
}

impl Text {
    /// Its encoding as the owner would name it: `utf-8`, `windows-1252`.
    pub(super) fn encoding(&self) -> String {
        self.encoding.name().to_ascii_lowercase()
    }

    /// Whether characters that could not be decoded were replaced on the way.
    pub(super) fn is_decoded(&self) -> bool {
        self.encoding != UTF_8
    }

    /// Bytes in all.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The text from its start on, counting the bytes read from the disk in `position`.
    pub(super) fn open(&self, position: &Arc<AtomicU64>) -> io::Result<Decoded> {
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(self.start))?;
        position.store(self.start, Ordering::Relaxed);
        let counted = Counted { file, position: Arc::clone(position) };
        Ok(if self.is_decoded() {
            Decoded::Decoding(Box::new(Decoding::new(counted, self.encoding)))
        } else {
            Decoded::Utf8(counted)
        })
    }

    /// The first characters, at most about 64 KB of them.
    pub(super) fn head(&self) -> Result<String, Refused> {
        let mut bytes = Vec::new();
        // Buffered: a decoder must never be asked for the last few bytes of a limit.
        let opened = self
            .open(&Arc::default())
            .and_then(|text| io::BufReader::with_capacity(HEAD, text).take(HEAD as u64).read_to_end(&mut bytes));
        opened.map_err(|error| Refused::disk(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A file that tells how far it was read.
#[derive(Debug)]
pub(super) struct Counted {
    file: File,
    position: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.position.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Text as UTF-8 bytes.
pub(super) enum Decoded {
    /// As it lies on the disk.
    Utf8(Counted),
    /// Decoded on the way.
    Decoding(Box<Decoding>),
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Decoded::Utf8(file) => file.read(buffer),
            Decoded::Decoding(decoding) => decoding.read(buffer),
        }
    }
}

/// Decodes as it streams; what cannot be decoded becomes U+FFFD, and `rows` refuses the row that holds it.
pub(super) struct Decoding {
    source: Counted,
    decoder: Decoder,
    raw: Vec<u8>,
    from: usize,
    to: usize,
    at_end: bool,
    done: bool,
}

/// The decoder needs room for at least one character and its replacement.
const ROOM: usize = 16;

impl Decoding {
    fn new(source: Counted, encoding: &'static Encoding) -> Decoding {
        let decoder = encoding.new_decoder_without_bom_handling();
        Decoding { source, decoder, raw: vec![0; CHUNK], from: 0, to: 0, at_end: false, done: false }
    }
}

impl Read for Decoding {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.len() < ROOM {
            return Err(io::Error::other("too little room to decode a character"));
        }
        while !self.done {
            if self.from == self.to && !self.at_end {
                self.from = 0;
                self.to = self.source.read(&mut self.raw)?;
                self.at_end = self.to == 0;
            }
            let (result, read, written, _) = self.decoder.decode_to_utf8(&self.raw[self.from..self.to], buffer, self.at_end);
            self.from += read;
            self.done = self.at_end && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tests::file;

    fn head(bytes: &[u8], asked: Option<&str>) -> Result<(String, String), Refused> {
        let text = recognise(file(bytes), asked)?;
        Ok((text.encoding(), text.head()?))
    }

    #[test]
    fn a_mark_a_flag_or_the_bytes_settle_the_encoding() {
        let utf16: Vec<u8> = "\u{feff}Müller".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = "\u{feff}Müller".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let latin = b"name,city\nM\xfcller,K\xf6ln\nGr\xf6\xdfe,D\xfcren\n";
        for (bytes, asked, encoding, text) in [
            ("Müller".as_bytes(), None, "utf-8", "Müller"),
            ("\u{feff}Müller".as_bytes(), None, "utf-8", "Müller"),
            (&utf16, None, "utf-16le", "Müller"),
            (&utf16be, None, "utf-16be", "Müller"),
            (&utf16, Some("latin1"), "utf-16le", "Müller"),
            (&utf16[2..], Some("utf-16le"), "utf-16le", "Müller"),
            (latin, None, "windows-1252", "name,city\nMüller,Köln\nGröße,Düren\n"),
            (b"M\xfcller", Some("ISO-8859-15"), "iso-8859-15", "Müller"),
        ] {
            assert_eq!(head(bytes, asked), Ok((encoding.to_owned(), text.to_owned())));
        }
    }

    #[test]
    fn letters_far_behind_the_start_still_settle_it() {
        let mut bytes = b"customer,amount\n".to_vec();
        for _ in 0..20_000 {
            bytes.extend(b"Smith and Sons,100\n");
        }
        bytes.extend(b"Caf\xe9 M\xfcller,100\n");
        let text = recognise(file(&bytes), None).unwrap();
        assert_eq!(text.encoding(), "windows-1252");
        let mut decoded = String::new();
        io::BufReader::new(text.open(&Arc::default()).unwrap()).read_to_string(&mut decoded).unwrap();
        assert!(decoded.ends_with("Café Müller,100\n"));
    }

    #[test]
    fn a_letter_cut_between_two_chunks_is_one_letter() {
        let mut text = "x".repeat(CHUNK - 1);
        text.push_str("é, and then some");
        assert_eq!(recognise(file(text.as_bytes()), None).unwrap().encoding(), "utf-8");
        assert_ne!(recognise(file(&text.as_bytes()[..CHUNK]), None).unwrap().encoding(), "utf-8");
    }

    #[test]
    fn files_that_are_no_text_are_named() {
        for (bytes, said) in [
            (&b""[..], "empty"),
            (b"SQLite format 3\0....", "a database"),
            (b"%PDF-1.7", "a PDF document"),
            (b"PK\x03\x04....[Content_Types].xml", "save the sheet as CSV"),
            (b"PK\x03\x04....notes.txt", "compressed"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
            (b"\x89PNG\r\n", "a picture"),
            (b"\x1f\x8b\x08", "gzip"),
            (b" \r\n<HTML><body><table>", "a web page"),
            (b"<?xml version=\"1.0\"?>", "an XML file"),
            (b"a\0b,c\0\0d", "a binary file"),
            (b"a\0b\0,\0c\0", "--encoding utf-16le"),
            (b"\0a\0b\0,\0c", "--encoding utf-16be"),
        ] {
            let refused = head(bytes, None).unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
        let refused = head(b"a", Some("klingon\x1b[31m")).unwrap_err().to_string();
        assert!(refused.starts_with("\"klingon�[31m\" is no encoding"), "{refused}");
    }
}
