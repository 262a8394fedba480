//! The help: every key of the screen below, or of the whole program, searched by typing and run with the return key.
//!
//! The lines are [`crate::intent::manual`]'s; which key does what is not decided here.

use ratatui::layout::Rect;

use super::cursor::Cursor;
use super::find::Finder;
use crate::chart::cells::{width, wrap};
use crate::intent::manual::{self, Chapter, Line};
use crate::intent::{Action, Effect, Event, Notice, Scope, View, keymap};
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role};

/// Columns inside that carry two columns of lines.
const TWO_COLUMNS: u16 = 82;
/// The widest it gets.
const WIDEST: u16 = 96;
/// What an owner should know beside keys.
const GOOD_TO_KNOW: [&str; 3] =
    ["Everything is saved at once.", "Every change can be undone, even after quitting.", "Nothing is sent anywhere."];

/// The help on top of a scope.
#[derive(Debug)]
pub struct Help {
    below: Scope,
    ascii: bool,
    everything: bool,
    chapters: Vec<Chapter>,
    finder: Finder,
    /// Chapter and line of what is shown, in reading order; the best first while something is searched.
    found: Vec<(usize, usize)>,
    cursor: Cursor,
}

/// A row of a column.
enum Item<'a> {
    Blank,
    Heading(&'a str),
    /// A line by its place among those found: keys and the first row of its words.
    Line(usize, String, String),
    /// A further row of its words.
    Further(String),
    /// A row that says more.
    More(String),
}

impl Help {
    /// The help of a scope.
    #[must_use]
    pub fn new(below: Scope, view: &View<'_>) -> Help {
        let ascii = view.look.glyphs.ascii;
        let chapters = manual::help(below, ascii);
        let mut help = Help {
            below,
            ascii,
            everything: false,
            chapters,
            finder: Finder::new(""),
            found: Vec::new(),
            cursor: Cursor::default(),
        };
        help.find();
        help
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Help
    }

    fn find(&mut self) {
        let places = self.chapters.iter().enumerate();
        let mut found: Vec<(u32, (usize, usize))> = places
            .flat_map(|(chapter, of)| of.lines.iter().enumerate().map(move |(line, text)| ((chapter, line), text)))
            .filter_map(|(place, line)| Some((self.score(line)?, place)))
            .collect();
        if !self.finder.is_empty() {
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        self.found = found.into_iter().map(|(_, place)| place).collect();
        self.cursor.at = 0;
    }

    /// How well a line answers to what is typed. A key is found by its name alone: `u`, `ctrl+s`.
    fn score(&self, line: &Line) -> Option<u32> {
        let typed = self.finder.input.text().trim();
        if line.every_key().any(|key| if key.chars().count() == 1 { key == typed } else { key.eq_ignore_ascii_case(typed) }) {
            return Some(u32::MAX);
        }
        let keys: String = line.every_key().map(|key| format!(" {}", key.replace('+', " "))).collect();
        self.finder.score_with(line.name, &format!("{} {}{keys}", line.also, line.word), line.more)
    }

    fn current(&self) -> Option<&Line> {
        self.found.get(self.cursor.at).map(|(chapter, line)| &self.chapters[*chapter].lines[*line])
    }

    /// Whether a line can be run on the screen below.
    fn runs(&self, line: &Line) -> bool {
        line.runs && keymap::all().iter().any(|binding| binding.is_in(self.below) && binding.action == line.action)
    }

    /// Moves, searches, runs a line.
    pub fn update(&mut self, event: Event, _view: &View<'_>) -> Vec<Effect> {
        if self.finder.take(&event) {
            self.find();
            return Vec::new();
        }
        if self.cursor.take(&event, self.found.len()) {
            return Vec::new();
        }
        match event {
            Event::Action(Action::Back) => vec![Effect::Close],
            Event::Action(Action::NextPanel) => self.swap(),
            Event::Action(Action::Open) => self.run(),
            Event::Click(Click::Row(at)) if at == self.cursor.at => self.run(),
            Event::Click(Click::Row(at)) if at < self.found.len() => {
                self.cursor.at = at;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The keys of this screen, or of the whole program.
    fn swap(&mut self) -> Vec<Effect> {
        self.everything = !self.everything;
        self.chapters = if self.everything { manual::everything(self.ascii) } else { manual::help(self.below, self.ascii) };
        self.find();
        Vec::new()
    }

    fn run(&self) -> Vec<Effect> {
        match self.current() {
            Some(line) if self.runs(line) => vec![Effect::Close, Effect::Run(line.action)],
            Some(line) => vec![Effect::Say(Notice::care(self.why_not(line)))],
            None => Vec::new(),
        }
    }

    fn why_not(&self, line: &Line) -> String {
        if line.runs {
            return format!("{} is a key of another screen.", line.column());
        }
        format!("{} is pressed on the screen itself; Esc goes back there.", line.keys.join(" or "))
    }

    /// Why a line cannot be run.
    #[must_use]
    pub fn refuses(&self, action: Action, _view: &View<'_>) -> Option<String> {
        if action != Action::Open {
            return None;
        }
        match self.current() {
            Some(line) => (!self.runs(line)).then(|| self.why_not(line)),
            None => Some("No key is called that. Backspace takes letters away again.".to_owned()),
        }
    }

    /// Keys do not depend on the book.
    pub fn book_changed(&mut self, _view: &View<'_>) {}

    /// Draws it over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let dot = view.look.glyphs.dot();
        let title =
            if self.everything { format!("Help {dot} everywhere") } else { format!("Help {dot} {}", manual::title(self.below)) };
        let state = if self.everything { "this screen: Tab" } else { "all screens: Tab" };
        let place = if self.found.is_empty() { String::new() } else { format!("{} of {}", self.cursor.at + 1, self.found.len()) };
        let popup = Popup { title: &title, state, place: &place, width: WIDEST, height: view.area.height };
        let inside = popup.draw(view.area, canvas);
        let list = self.field(inside, canvas);
        if self.found.is_empty() {
            canvas.text(list.x + 2, list.y, list.width, "No key is called that.", Role::Muted);
        } else if self.finder.is_empty() {
            self.pages(list, canvas);
        } else {
            self.columns(&[(self.answers(list.width), list)], canvas);
        }
    }

    /// The search field and the rule below it; returns the room for the lines.
    fn field(&self, inside: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let air = u16::from(inside.height >= 16);
        let row = inside.y + air;
        let label = if canvas.look().glyphs.ascii { "Find a key > " } else { "Find a key › " };
        let used = canvas.text(inside.x, row, inside.width, label, Role::Muted);
        let lines = self.chapters.iter().flat_map(|chapter| &chapter.lines);
        let count = if self.finder.is_empty() {
            let keys = lines.filter(|line| line.word.is_empty()).map(|line| line.every_key().count()).sum::<usize>();
            format!("{keys} keys")
        } else {
            format!("{} of {}", self.found.len(), lines.count())
        };
        let counted = if inside.width >= 36 { canvas.right(inside.x, row, inside.width, &count, Role::Muted) + 2 } else { 0 };
        let field = Rect::new(inside.x + used, row, inside.width.saturating_sub(used + counted), 1);
        self.finder.input.render(field, true, canvas);
        canvas.rule(inside.x, row + 1, inside.width, canvas.look().glyphs.horizontal(), Role::Faint);
        let top = row + 2 + air;
        Rect { y: top, height: inside.bottom().saturating_sub(top), ..inside }
    }

    /// All lines by chapter, in one column or two.
    fn pages(&self, list: Rect, canvas: &mut Canvas<'_>) {
        if list.width < TWO_COLUMNS {
            self.columns(&[(self.chapter_rows(0..self.chapters.len(), list.width), list)], canvas);
            return;
        }
        let left = Rect { width: list.width / 2 + 1, ..list };
        let right = Rect { x: left.right() + 2, width: list.width - left.width - 2, ..list };
        for row in list.y..list.bottom() {
            canvas.text(left.right(), row, 1, canvas.look().glyphs.vertical(), Role::Faint);
        }
        let split = self.split(right.width);
        let first = self.chapter_rows(0..split, left.width);
        let second = self.chapter_rows(split..self.chapters.len(), right.width);
        self.columns(&[(first, left), (second, right)], canvas);
    }

    /// The chapter the second column begins with: what is the same everywhere, or where both columns are about as long.
    fn split(&self, cells: u16) -> usize {
        let anywhere = self.chapters.iter().position(|chapter| chapter.heading == keymap::Group::Anywhere.heading());
        if let Some(at) = anywhere.filter(|_| !self.everything) {
            return at;
        }
        let rows = |chapters| self.chapter_rows(chapters, cells).len();
        let longer = |at: &usize| rows(0..*at).max(rows(*at..self.chapters.len()));
        (1..self.chapters.len()).min_by_key(longer).unwrap_or(0)
    }

    fn chapter_rows(&self, chapters: std::ops::Range<usize>, cells: u16) -> Vec<Item<'_>> {
        let mut rows = Vec::new();
        let shown = &self.chapters[chapters.clone()];
        for (at, chapter) in chapters.clone().zip(shown) {
            if !rows.is_empty() {
                rows.push(Item::Blank);
            }
            rows.push(Item::Heading(chapter.heading));
            let keys = key_column(chapter.lines.iter(), cells);
            for (found, (_, line)) in self.found.iter().enumerate().filter(|(_, (of, _))| *of == at) {
                let line = &chapter.lines[*line];
                push_line(&mut rows, found, line.column(), &line.words(), keys, cells);
            }
        }
        if chapters.end == self.chapters.len() {
            rows.extend([Item::Blank, Item::Heading("Good to know")]);
            let prose = GOOD_TO_KNOW.iter().flat_map(|sentence| wrap(sentence, usize::from(cells.saturating_sub(3))));
            rows.extend(prose.map(Item::More));
        }
        rows
    }

    /// What answers to what is typed, the best first, each with a sentence about it where there is room.
    fn answers(&self, cells: u16) -> Vec<Item<'_>> {
        let mut rows = Vec::new();
        let lines = || self.found.iter().map(|(chapter, line)| &self.chapters[*chapter].lines[*line]);
        let keys = key_column(lines(), cells);
        for (found, line) in lines().enumerate() {
            push_line(&mut rows, found, line.column(), &line.words(), keys, cells);
            if found == self.cursor.at && !line.more.is_empty() {
                let indent = " ".repeat(keys + 2);
                rows.extend(
                    wrap(line.more, usize::from(cells).saturating_sub(keys + 6))
                        .into_iter()
                        .map(|text| Item::More(indent.clone() + &text)),
                );
            }
        }
        rows
    }

    /// Draws columns that scroll together.
    fn columns(&self, columns: &[(Vec<Item<'_>>, Rect)], canvas: &mut Canvas<'_>) {
        let is_current = |item: &Item<'_>| matches!(item, Item::Line(found, ..) if *found == self.cursor.at);
        let place = |(rows, _): &(Vec<Item<'_>>, Rect)| rows.iter().position(is_current).map(|at| lines_around(rows, at));
        let (first, until) = columns.iter().find_map(place).unwrap_or_default();
        let count = columns.iter().map(|(rows, _)| rows.len()).max().unwrap_or(0);
        let height = columns.first().map_or(0, |(_, rect)| rect.height);
        let top = self.cursor.window(first, until, count, usize::from(height));
        for (rows, rect) in columns {
            for (item, row) in rows.iter().skip(top).zip(rect.y..rect.bottom()) {
                self.item(item, Rect { y: row, height: 1, ..*rect }, canvas);
            }
        }
    }

    fn item(&self, item: &Item<'_>, row: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.look().theme;
        let (x, room) = (row.x + 2, row.width.saturating_sub(2));
        match item {
            Item::Blank => {}
            Item::Heading(heading) => drop(canvas.styled(row.x, row.y, row.width, heading, theme.bold(Role::Text))),
            Item::Further(words) => drop(canvas.text(x, row.y, room, words, Role::Text)),
            Item::More(words) => drop(canvas.text(x, row.y, room, words, Role::Muted)),
            Item::Line(found, keys, words) => {
                let is_current = *found == self.cursor.at;
                if is_current {
                    canvas.styled(row.x, row.y, 1, canvas.look().glyphs.bar(), theme.bold(Role::Accent));
                }
                canvas.text(x, row.y, room, keys.trim_end(), Role::Accent);
                let style = if is_current { theme.bold(Role::Text) } else { theme.style(Role::Text) };
                let used = width(keys) as u16 + 2;
                canvas.styled(x + used, row.y, room.saturating_sub(used), words, style);
                canvas.hit(row, Click::Row(*found));
            }
        }
    }
}

/// The rows that should be in sight with a line: its heading where it is the first below it, and all rows of its words.
fn lines_around(rows: &[Item<'_>], at: usize) -> (usize, usize) {
    let heading = at > 0 && matches!(rows[at - 1], Item::Heading(_));
    let further = rows[at + 1..].iter().take_while(|item| matches!(item, Item::Further(_) | Item::More(_))).count();
    (at - usize::from(heading), at + further)
}

/// The width of a column of keys: wide where there is room or where all of them are commands; longer ones push their own
/// words aside.
fn key_column<'a>(mut lines: impl Iterator<Item = &'a Line>, cells: u16) -> usize {
    if cells >= 60 || cells >= 40 && lines.all(|line| !line.word.is_empty()) { 14 } else { 9 }
}

/// A line in as many rows as its words need beside a column of keys.
fn push_line(rows: &mut Vec<Item<'_>>, found: usize, mut column: String, words: &str, keys: usize, cells: u16) {
    let keys = keys.max(width(&column));
    column.push_str(&" ".repeat(keys - width(&column)));
    let mut wrapped = wrap(words, usize::from(cells).saturating_sub(keys + 4).max(8)).into_iter();
    rows.push(Item::Line(found, column, wrapped.next().unwrap_or_default()));
    rows.extend(wrapped.map(|text| Item::Further(" ".repeat(keys + 2) + &text)));
}
