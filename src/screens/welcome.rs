//! The first screen of somebody without a book: three ways to begin, and where the book will live.
//!
//! What a choice does is the app's business: the sample and the owner's own book are opened there. The tabs that come
//! after are `customers` and `concentration`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::domain::id::CustomerId;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::{Canvas, Click, Glyphs, Role};

/// The widest the words are set.
const WIDEST: u16 = 60;
/// Cards have a border where there is room for one.
const WITH_CARDS: u16 = WIDEST + 4;

const TITLES: [&str; 3] = ["Look around a sample book", "Bring in a list I already have", "Start with my first customer"];
const WORDS: [&str; 3] = [
    "Sixteen made-up customers. Change anything, break nothing. Throw it away when you are ready.",
    "A CSV from your invoices or a spreadsheet. Nothing is saved unless every row can be.",
    "Just a name is enough. Add the rest when you like.",
];
/// What stands in the second card once it was chosen, before the command: the command line reads files.
const IMPORT: &str = "Press q to leave, and type this where your file is:";

/// Its state.
#[derive(Debug, Default)]
pub struct Welcome {
    choice: usize,
    /// Whether the second card says how a list comes in.
    tells_import: bool,
    path: String,
    /// What is typed to bring a list in.
    command: String,
}

/// How much there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    /// Bordered cards.
    Cards,
    /// The same without borders.
    Lines,
    /// The choices by their titles.
    Titles,
}

/// A row of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Blank,
    Words(String, Role, bool),
    /// The upper or lower edge of a card.
    Edge(usize, bool),
    /// A line of a choice; bold where it is one to read first.
    Choice(usize, String, bool),
}

impl Welcome {
    /// For a book that will live at a path, given as it may be printed, and the command that brings a list into it.
    #[must_use]
    pub fn new(path: impl Into<String>, command: impl Into<String>) -> Welcome {
        Welcome { path: path.into(), command: command.into(), ..Welcome::default() }
    }

    fn begin(&mut self, choice: usize) -> Vec<Effect> {
        self.choice = choice;
        match choice {
            0 => vec![Effect::Run(Action::Sample)],
            1 => {
                self.tells_import = true;
                Vec::new()
            }
            // The app makes the book, shows the Customers tab and puts the form for the first customer on top.
            _ => vec![Effect::Run(Action::StartMyOwn)],
        }
    }

    /// The picture in its fullest form that fits.
    fn rows(&self, area: Rect, width: u16) -> (Size, Vec<Row>) {
        let sizes = [Size::Cards, Size::Lines, Size::Titles];
        let wide_enough = |size: &Size| *size != Size::Cards || area.width >= WITH_CARDS;
        let pictures = sizes.into_iter().filter(wide_enough).map(|size| (size, self.rows_in(size, width)));
        let mut last = (Size::Titles, Vec::new());
        for picture in pictures {
            last = picture;
            if last.1.len() <= usize::from(area.height) {
                break;
            }
        }
        last
    }

    fn rows_in(&self, size: Size, width: u16) -> Vec<Row> {
        let mut rows = Vec::new();
        let say = |rows: &mut Vec<Row>, words: &str, role, bold| {
            let lines = cells::wrap(words, usize::from(width));
            rows.extend(lines.into_iter().map(|line| Row::Words(line, role, bold)));
        };
        if size == Size::Titles {
            say(&mut rows, "Welcome. How would you like to begin?", Role::Text, true);
        } else {
            say(
                &mut rows,
                "Welcome. This is a quiet place to look after your customers. Who brings your revenue, who you lean on too \
                 much, and how long the money lasts without them.",
                Role::Text,
                false,
            );
            rows.push(Row::Blank);
            say(&mut rows, "How would you like to begin?", Role::Text, true);
        }
        for choice in 0..TITLES.len() {
            self.card(choice, size, width, &mut rows);
        }
        if size != Size::Titles || !self.tells_import {
            rows.push(Row::Blank);
        }
        if size == Size::Titles {
            say(&mut rows, &format!("Your book: {}", self.path), Role::Muted, false);
            return rows;
        }
        say(&mut rows, "Your book is one file here. Nothing is sent anywhere.", Role::Muted, false);
        let place = format!("It will live in:  {}", self.path);
        if cells::width(&place) <= usize::from(width) {
            rows.push(Row::Words(place, Role::Muted, false));
        } else {
            say(&mut rows, "It will live in:", Role::Muted, false);
            say(&mut rows, &self.path, Role::Muted, false);
        }
        rows
    }

    fn card(&self, choice: usize, size: Size, width: u16, rows: &mut Vec<Row>) {
        let tells = choice == 1 && self.tells_import;
        if size == Size::Titles {
            rows.push(Row::Choice(
                choice,
                format!("{}  {}", choice + 1, if tells { "Press q, then type:" } else { TITLES[choice] }),
                true,
            ));
            let lines = if tells { cells::wrap(&self.command, usize::from(width.saturating_sub(6))) } else { Vec::new() };
            rows.extend(lines.into_iter().map(|line| Row::Choice(choice, format!("   {line}"), true)));
            return;
        }
        rows.push(if size == Size::Cards { Row::Edge(choice, true) } else { Row::Blank });
        rows.push(Row::Choice(choice, format!("{}  {}", choice + 1, TITLES[choice]), true));
        let room = usize::from(width.saturating_sub(8));
        let mut lines = cells::wrap(if tells { IMPORT } else { WORDS[choice] }, room);
        let told = lines.len();
        if tells {
            lines.extend(cells::wrap(&self.command, room));
        }
        if size == Size::Cards {
            lines.resize(2.max(lines.len()), String::new());
        }
        rows.extend(lines.into_iter().enumerate().map(|(at, line)| Row::Choice(choice, format!("   {line}"), tells && at >= told)));
        rows.extend((size == Size::Cards).then_some(Row::Edge(choice, false)));
    }

    fn draw_row(&self, row: &Row, room: Rect, has_cards: bool, canvas: &mut Canvas<'_>) {
        let Rect { x, y, width, .. } = room;
        let theme = canvas.look().theme;
        let glyphs = canvas.look().glyphs;
        match row {
            Row::Blank => {}
            Row::Words(words, role, bold) => {
                let style = if *bold { theme.bold(*role) } else { theme.style(*role) };
                canvas.styled(x, y, width, words, style);
            }
            Row::Edge(_, is_top) => edge(room, *is_top, glyphs, canvas),
            Row::Choice(choice, words, bold) => {
                let is_chosen = *choice == self.choice;
                if has_cards {
                    canvas.text(x + width - 1, y, 1, glyphs.vertical(), Role::Faint);
                    canvas.text(x, y, 1, glyphs.vertical(), Role::Faint);
                }
                if is_chosen {
                    canvas.text(x, y, 1, glyphs.bar(), Role::Accent);
                }
                let style = match (*bold, is_chosen) {
                    (true, true) => theme.bold(Role::Accent),
                    (true, false) => theme.bold(Role::Text),
                    _ => theme.style(Role::Muted),
                };
                let indent = if has_cards { 3 } else { 2 };
                canvas.styled(x + indent, y, width.saturating_sub(indent + 1), words, style);
            }
        }
        if let Row::Choice(choice, ..) | Row::Edge(choice, _) = row {
            canvas.hit(room, Click::Row(*choice));
        }
    }
}

/// The upper or lower edge of a card.
fn edge(room: Rect, is_top: bool, glyphs: Glyphs, canvas: &mut Canvas<'_>) {
    let Rect { x, y, width, .. } = room;
    let (left, right) =
        if is_top { (glyphs.top_left(), glyphs.top_right()) } else { (glyphs.bottom_left(), glyphs.bottom_right()) };
    canvas.rule(x, y, width, glyphs.horizontal(), Role::Faint);
    canvas.text(x, y, 1, left, Role::Faint);
    canvas.text(x + width.saturating_sub(1), y, 1, right, Role::Faint);
}

impl Screen for Welcome {
    fn scope(&self) -> Scope {
        Scope::Welcome
    }

    fn update(&mut self, event: Event, _view: &View<'_>) -> Vec<Effect> {
        let last = TITLES.len() - 1;
        match event {
            Event::Action(Action::Up) => self.choice = self.choice.saturating_sub(1),
            Event::Action(Action::Down) => self.choice = (self.choice + 1).min(last),
            Event::Wheel(by, _) => self.choice = self.choice.saturating_add_signed(isize::from(by.signum())).min(last),
            Event::Action(Action::Open) => return self.begin(self.choice),
            Event::Action(Action::Choose(number @ 1..=3)) => return self.begin(usize::from(number) - 1),
            Event::Click(Click::Row(choice)) if choice <= last => return self.begin(choice),
            Event::Action(Action::Back) => self.tells_import = false,
            _ => {}
        }
        Vec::new()
    }

    fn book_changed(&mut self, _view: &View<'_>, _at: Option<CustomerId>) {}

    fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let area = view.area;
        let width = WIDEST.min(area.width.saturating_sub(2));
        let (size, rows) = self.rows(area, width);
        let spare = usize::from(area.height).saturating_sub(rows.len());
        let first = area.y + (spare.min(5) / 2) as u16 + u16::from(spare > 12) * 3;
        let x = area.x + (area.width - width) / 2;
        for (row, y) in rows.iter().zip(first..area.bottom()) {
            self.draw_row(row, Rect { x, y, width, height: 1 }, size == Size::Cards, canvas);
        }
    }
}
