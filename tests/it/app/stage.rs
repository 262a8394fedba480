//! A stage: the dashboard on a book of its own, driven by key strings, looked at as text and styles.
//!
//! Time stands still unless a test moves it; the clock on the wall begins at 14:02 on the sample's day.

#![allow(clippy::unwrap_used, dead_code)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use keepnet::app::msg::{Input, Request};
use keepnet::app::{App, Start};
use keepnet::domain::progress::Unwatched;
use keepnet::domain::record::Kind;
use keepnet::intent::{Key, Scope};
use keepnet::tasks::{self, Places, Setup};
use keepnet::ui::{Depth, Glyphs, Look, Mode, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The day of the sample's anchor.
pub(crate) fn today() -> NaiveDate {
    crate::harness::TODAY.parse().unwrap()
}

/// The look every picture has unless it says otherwise.
pub(crate) const DARK: Look = Look { theme: Theme { mode: Mode::Dark, depth: Depth::True }, glyphs: Glyphs { ascii: false } };

/// The dashboard on a book of its own.
pub(crate) struct Stage {
    pub(crate) app: App,
    folder: tempfile::TempDir,
    now: Duration,
    size: (u16, u16),
    buffer: Buffer,
    asked: Vec<Request>,
}

/// The bytes of the sample book, made once.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let sample = tasks::demo(&setup(&folder.path().join("book.keepnet")), false, &mut Unwatched).unwrap();
    std::fs::read(&sample.setup.book).unwrap()
});

/// The same with its documents alone: no answers, hours, referrals or words of the firm's own side.
static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.keepnet");
    std::fs::write(&book, &*WHOLE).unwrap();
    let conn = rusqlite::Connection::open(&book).unwrap();
    for kind in Kind::ALL.iter().rev() {
        conn.execute(&format!("DELETE FROM {}", kind.table()), []).unwrap();
        conn.execute("DELETE FROM sequence WHERE entity = ?1", [kind.table()]).unwrap();
    }
    conn.execute("DELETE FROM setting WHERE name IN ('hour-cost', 'renewal')", []).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(conn);
    std::fs::read(&book).unwrap()
});

/// A book at a path, on the day of all tests.
pub(crate) fn setup(book: &Path) -> Setup {
    let at: DateTime<Utc> = format!("{}T14:02:00Z", crate::harness::TODAY).parse().unwrap();
    Setup { book: book.to_owned(), today: today(), clock: Arc::new(move || at), acknowledge: None }
}

/// Typed places begin beside the book, and home is a folder there.
fn places(book: &Path) -> Places {
    let here = book.parent().unwrap();
    Places { here: here.to_owned(), home: Some(here.join("home")) }
}

/// What the dashboard starts with on such a book.
pub(crate) fn start(book: &Path, look: Look) -> Start {
    Start {
        setup: setup(book),
        local: Arc::new(|at| at.naive_utc()),
        look,
        follows_clock: false,
        discreet: false,
        own_book: None,
        places: places(book),
        theme_is_asked: true,
        waits_for_jobs: true,
    }
}

impl Stage {
    /// On the whole sample book.
    pub(crate) fn whole_sample() -> Stage {
        Stage::whole_sample_looking(DARK)
    }

    /// On the whole sample book, with other colours or marks.
    pub(crate) fn whole_sample_looking(look: Look) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("book.keepnet"), &*WHOLE).unwrap();
        Stage::open(folder, look)
    }

    /// On the sample's documents alone.
    pub(crate) fn sample() -> Stage {
        Stage::sample_looking(DARK)
    }

    /// On the sample book, with other colours or marks.
    pub(crate) fn sample_looking(look: Look) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("book.keepnet"), &*SAMPLE).unwrap();
        Stage::open(folder, look)
    }

    /// On a desk without a book.
    pub(crate) fn bare() -> Stage {
        Stage::open(tempfile::tempdir().unwrap(), DARK)
    }

    /// On a desk where no book can be, at a path that is the same everywhere.
    pub(crate) fn nowhere(look: Look) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        Stage::at(Path::new("/nowhere/keepnet/book.keepnet"), folder, look)
    }

    /// On the book in a folder.
    pub(crate) fn open(folder: tempfile::TempDir, look: Look) -> Stage {
        Stage::at(&folder.path().join("book.keepnet").clone(), folder, look)
    }

    fn at(book: &Path, folder: tempfile::TempDir, look: Look) -> Stage {
        let app = App::open(start(book, look)).unwrap();
        let mut stage =
            Stage { app, folder, now: Duration::from_secs(60), size: (100, 30), buffer: Buffer::default(), asked: Vec::new() };
        stage.app.after_the_first_frame().unwrap();
        stage.draw();
        stage
    }

    /// Closes, and opens the same book again.
    pub(crate) fn again(self) -> Stage {
        self.again_looking(DARK)
    }

    /// The same with other colours or marks.
    pub(crate) fn again_looking(self, look: Look) -> Stage {
        let Stage { app, folder, size, .. } = self;
        app.close().unwrap();
        Stage::open(folder, look).sized(size.0, size.1)
    }

    /// What is shown is what the file holds.
    #[track_caller]
    pub(crate) fn agrees_with_its_file(&self) {
        let Ok(repository) = setup(self.app.book_path()).open() else { return };
        let kept = repository.load_book().unwrap();
        let shown = self.app.book();
        assert_eq!(shown.settings, kept.settings);
        assert!(shown.customers().eq(kept.customers()), "customers differ");
        for customer in kept.customers() {
            assert_eq!(shown.series(customer.id), kept.series(customer.id), "{}", customer.name);
        }
        assert_eq!(shown.people, kept.people);
        assert_eq!(shown.segments, kept.segments);
        assert_eq!(shown.records(), kept.records());
    }

    /// The book's file.
    pub(crate) fn book(&self) -> std::path::PathBuf {
        self.folder.path().join("book.keepnet")
    }

    /// Another size.
    pub(crate) fn sized(mut self, width: u16, height: u16) -> Stage {
        self.resize(width, height);
        self
    }

    /// Resizes the window.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.send(Input::Resize(width, height));
    }

    /// Presses keys by name, parted by spaces; `*3` behind one repeats it. Half a second passes before each.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Stage {
        for word in keys.split(' ').filter(|word| !word.is_empty()) {
            let (name, times) = match word.split_once('*') {
                Some((name, times)) if !name.is_empty() => (name, times.parse().unwrap()),
                _ => (word, 1),
            };
            let key = Key::parse(name).unwrap_or_else(|| panic!("no key is called {name}"));
            for _ in 0..times {
                self.pass(500);
                self.send(Input::Key(key));
            }
        }
        self
    }

    /// Presses one key, half a second after the last.
    pub(crate) fn send_key(&mut self, key: Key) {
        self.pass(500);
        self.send(Input::Key(key));
    }

    /// Types a text, a key at a time.
    pub(crate) fn write(&mut self, text: &str) -> &mut Stage {
        for letter in text.chars() {
            self.pass(50);
            self.send(Input::Key(Key::char(letter)));
        }
        self
    }

    /// Hands over one input, and draws.
    pub(crate) fn send(&mut self, input: Input) {
        self.batch(vec![input]);
    }

    /// Hands over several at once, and draws.
    pub(crate) fn batch(&mut self, inputs: Vec<Input>) {
        self.app.take(inputs, self.now);
        self.asked.extend(self.app.requests());
        self.draw();
    }

    /// Lets milliseconds pass.
    pub(crate) fn pass(&mut self, millis: u64) -> &mut Stage {
        self.now += Duration::from_millis(millis);
        self.app.tick(self.now);
        self.draw();
        self
    }

    fn draw(&mut self) {
        self.buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        self.app.render(&mut self.buffer);
    }

    /// What was asked of the terminal.
    pub(crate) fn asked(&self) -> &[Request] {
        &self.asked
    }

    /// The screen as last drawn.
    pub(crate) fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// Its rows as text, without the spaces at their ends.
    pub(crate) fn rows(&self) -> Vec<String> {
        rows(&self.buffer)
    }

    /// The whole screen as text.
    pub(crate) fn picture(&self) -> String {
        self.rows().join("\n") + "\n"
    }

    /// Where keys go.
    pub(crate) fn scope(&self) -> Scope {
        self.app.scope()
    }

    /// The screen shows a text.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Stage {
        assert!(self.picture().contains(text), "{text:?} is not on the screen:\n{}", self.picture());
        self
    }

    /// The screen does not show a text.
    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Stage {
        assert!(!self.picture().contains(text), "{text:?} is on the screen:\n{}", self.picture());
        self
    }

    /// Clicks the middle of a text on the screen.
    #[track_caller]
    pub(crate) fn click(&mut self, text: &str) -> &mut Stage {
        let rows = self.rows();
        let (row, line) = rows
            .iter()
            .enumerate()
            .find(|(_, line)| line.contains(text))
            .unwrap_or_else(|| panic!("no {text:?} to click:\n{}", rows.join("\n")));
        let before = keepnet::chart::cells::width(&line[..line.find(text).unwrap()]);
        let column = before + keepnet::chart::cells::width(text) / 2;
        self.pass(500);
        self.send(Input::Press(column as u16, row as u16));
        self
    }
}

/// Rows of a buffer as text; a wide character stands once.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut line = String::new();
        let mut x = area.x;
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (keepnet::chart::cells::width(symbol) as u16).max(1);
        }
        line.trim_end().to_owned()
    };
    (area.y..area.bottom()).map(row).collect()
}

/// The styles of a buffer, a line per run of cells: what a picture of text cannot show.
pub(crate) fn styles(buffer: &Buffer) -> String {
    let mut lines = String::new();
    for y in buffer.area.y..buffer.area.bottom() {
        let mut runs: Vec<(String, u16)> = Vec::new();
        for x in buffer.area.x..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let mut words = vec![cell.fg.to_string(), cell.bg.to_string()];
            words.extend(
                [
                    (Modifier::BOLD, "bold"),
                    (Modifier::DIM, "dim"),
                    (Modifier::REVERSED, "reversed"),
                    (Modifier::UNDERLINED, "underlined"),
                ]
                .into_iter()
                .filter(|(flag, _)| cell.modifier.contains(*flag))
                .map(|(_, word)| word.to_owned()),
            );
            let style = words.join(" ").replace("Reset Reset", "plain");
            match runs.last_mut() {
                Some((last, count)) if *last == style => *count += 1,
                _ => runs.push((style, 1)),
            }
        }
        let runs: Vec<String> = runs.iter().map(|(style, count)| format!("{count} {style}")).collect();
        writeln!(lines, "{:>3}: {}", y + 1, runs.join(" | ")).unwrap();
    }
    lines
}
