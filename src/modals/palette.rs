//! The palette: everything that can be done, and every customer, found by typing.
//!
//! Which commands there are is [`crate::intent::keymap`]'s; how a name answers to what is typed, [`super::find`]'s.
//! Names are taken from the view, so in discreet mode nobody is found by a name that is hidden.

use ratatui::layout::Rect;

use super::cursor::Cursor;
use super::find::{Finder, OWN_WORD, starts};
use crate::chart::cells::{cut, wrap};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::money::{thousands, whole};
use crate::domain::period::Window;
use crate::intent::keymap::{self, Binding};
use crate::intent::{Action, Effect, Event, Notice, Scope, Tab, View};
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role, Span};

/// So many customers are listed at most: who looks for one types another letter.
const MOST_CUSTOMERS: usize = 50;
/// So many commands are remembered.
const REMEMBERED: usize = 5;
/// Columns it would like, borders included, and the rows it is at least and at most.
const COLUMNS: u16 = 74;
const ROWS: (u16, u16) = (23, 44);

/// The palette over a tab.
#[derive(Debug)]
pub struct Palette {
    tab: Tab,
    finder: Finder,
    /// Names of the commands run last, the newest first.
    recent: Vec<&'static str>,
    found: Vec<Found>,
    /// Headings, by the place of the line below them.
    headings: Vec<(usize, &'static str)>,
    /// Everything there is to find.
    total: usize,
    cursor: Cursor,
}

/// Something that answers to what is typed.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    Command(&'static Binding),
    /// A command typed with something behind it.
    Typed(&'static Binding, Result<Action, String>),
    Customer(CustomerId),
}

/// A heading and what stands under it.
type Group = (&'static str, Vec<Found>);

impl Palette {
    /// The palette over a tab, with something typed already.
    #[must_use]
    pub fn new(tab: Tab, typed: &str, recent: Vec<&'static str>, view: &View<'_>) -> Palette {
        let mut palette = Palette {
            tab,
            finder: Finder::new(typed),
            recent,
            found: Vec::new(),
            headings: Vec::new(),
            total: 0,
            cursor: Cursor::default(),
        };
        palette.find(view);
        palette
    }

    /// The commands run last, the newest first: for the next time it opens.
    #[must_use]
    pub fn into_recent(self) -> Vec<&'static str> {
        self.recent
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Palette
    }

    fn find(&mut self, view: &View<'_>) {
        let commands: Vec<&'static Binding> = keymap::commands(self.tab).collect();
        self.total = commands.len() + view.book.customers().filter(is_listed).count();
        let groups = if self.finder.is_empty() { self.all(commands) } else { self.answers(commands, view) };
        self.found.clear();
        self.headings.clear();
        for (heading, found) in groups {
            if !found.is_empty() && !heading.is_empty() {
                self.headings.push((self.found.len(), heading));
            }
            self.found.extend(found);
        }
        self.cursor.at = 0;
    }

    /// Every command, those run last first.
    fn all(&self, commands: Vec<&'static Binding>) -> [Group; 2] {
        let place = |binding: &Binding| self.recent.iter().position(|recent| *recent == binding.name);
        let (mut last, others): (Vec<&Binding>, Vec<&Binding>) = commands.into_iter().partition(|binding| place(binding).is_some());
        last.sort_by_key(|binding| place(binding));
        let heading = if last.is_empty() { "" } else { "Commands" };
        let found = |bindings: Vec<&'static Binding>| bindings.into_iter().map(Found::Command).collect();
        [("Used last", found(last)), (heading, found(others))]
    }

    /// Commands and customers that answer to what is typed; what answers best comes first.
    fn answers(&self, commands: Vec<&'static Binding>, view: &View<'_>) -> [Group; 2] {
        let commands = self.commands(commands);
        let customers = self.customers(view);
        let best = |found: &[(u32, Found)]| found.first().map_or(0, |(score, _)| *score);
        let customers_first = best(&customers) > best(&commands);
        let found = |scored: Vec<(u32, Found)>| scored.into_iter().map(|(_, found)| found).collect();
        let heading = if customers_first { "Commands" } else { "" };
        let (commands, customers) = ((heading, found(commands)), ("In your book", found(customers)));
        if customers_first { [customers, commands] } else { [commands, customers] }
    }

    /// Commands that answer, the best first.
    fn commands(&self, commands: Vec<&'static Binding>) -> Vec<(u32, Found)> {
        let typed = self.finder.input.text().trim();
        let mut found: Vec<(u32, Found)> = Vec::new();
        for binding in commands {
            let asks = !binding.argument.is_empty() && begins_with_word(typed, binding.word);
            if let Some(answer) = keymap::typed(typed).filter(|_| asks) {
                found.push((u32::MAX, Found::Typed(binding, answer)));
            } else if binding.word.eq_ignore_ascii_case(typed) && !binding.word.is_empty() {
                found.push((u32::MAX, Found::Command(binding)));
            } else {
                let own = starts(binding.word, typed).then(|| OWN_WORD * typed.chars().count() as u32);
                let score = own.max(self.finder.score_with(binding.name, &others(binding), binding.more));
                found.extend(score.map(|score| (score, Found::Command(binding))));
            }
        }
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found
    }

    /// Customers that answer by the name shown, the best first.
    fn customers(&self, view: &View<'_>) -> Vec<(u32, Found)> {
        let listed = view.book.customers().filter(is_listed);
        let mut found: Vec<(u32, CustomerId)> =
            listed.filter_map(|customer| Some((self.finder.score(view.names.of(customer))?, customer.id))).collect();
        let order = |(score, id): &(u32, CustomerId)| (std::cmp::Reverse(*score), *id);
        if found.len() > MOST_CUSTOMERS {
            found.select_nth_unstable_by_key(MOST_CUSTOMERS, order);
            found.truncate(MOST_CUSTOMERS);
        }
        found.sort_unstable_by_key(order);
        found.into_iter().map(|(score, id)| (score, Found::Customer(id))).collect()
    }

    /// Moves, searches, does what is current.
    pub fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        if self.finder.take(&event) {
            self.find(view);
            return Vec::new();
        }
        if self.cursor.take(&event, self.found.len()) {
            return Vec::new();
        }
        match event {
            Event::Action(Action::Back) => vec![Effect::Close],
            Event::Action(Action::Open) => self.run(),
            Event::Action(Action::NextPanel) => {
                self.complete(view);
                Vec::new()
            }
            Event::Click(Click::Row(at)) if at < self.found.len() => {
                self.cursor.at = at;
                self.run()
            }
            _ => Vec::new(),
        }
    }

    fn run(&mut self) -> Vec<Effect> {
        match self.found.get(self.cursor.at).cloned() {
            Some(Found::Command(binding)) => self.effects(binding, binding.action),
            Some(Found::Typed(binding, Ok(action))) => self.effects(binding, action),
            Some(Found::Typed(_, Err(words))) => vec![Effect::Say(Notice::care(words))],
            Some(Found::Customer(id)) => vec![Effect::Close, Effect::Go(Tab::Customers, Some(id))],
            None => Vec::new(),
        }
    }

    fn effects(&mut self, binding: &Binding, action: Action) -> Vec<Effect> {
        self.recent.retain(|name| *name != binding.name);
        self.recent.insert(0, binding.name);
        self.recent.truncate(REMEMBERED);
        let mut effects = vec![Effect::Close];
        // Periods are those of Concentration.
        if matches!(action, Action::Period(_) | Action::NextPeriod) && self.tab != Tab::Concentration {
            effects.push(Effect::Go(Tab::Concentration, None));
        }
        effects.push(Effect::Run(action));
        effects
    }

    /// Types the current line to its end.
    fn complete(&mut self, view: &View<'_>) {
        let text = match self.found.get(self.cursor.at) {
            Some(Found::Command(binding)) if !binding.argument.is_empty() => format!("{} ", binding.word),
            Some(Found::Command(binding)) if !binding.word.is_empty() => binding.word.to_owned(),
            Some(Found::Command(binding)) => binding.name.to_owned(),
            Some(Found::Customer(id)) => view.names.by_id(view.book, *id).to_owned(),
            Some(Found::Typed(..)) | None => return,
        };
        self.finder.set(&text);
        self.find(view);
    }

    /// Why the current line cannot be done.
    #[must_use]
    pub fn refuses(&self, action: Action, _view: &View<'_>) -> Option<String> {
        match (action, self.found.get(self.cursor.at)) {
            (Action::Open, None) => Some("Nothing is called that. Backspace takes letters away again.".to_owned()),
            (Action::Open, Some(Found::Typed(_, Err(words)))) => Some(words.clone()),
            (Action::NextPanel, None | Some(Found::Typed(..))) => Some("There is nothing to complete.".to_owned()),
            _ => None,
        }
    }

    /// Customers may have come or gone.
    pub fn book_changed(&mut self, view: &View<'_>) {
        let at = self.cursor.at;
        self.find(view);
        self.cursor.at = at.min(self.found.len().saturating_sub(1));
    }

    /// Draws it over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let state = if self.finder.is_empty() {
            format!("{} commands", self.found.len())
        } else {
            format!("{} of {}", thousands(self.found.len() as u128), thousands(self.total as u128))
        };
        let rows = (view.area.height * 3 / 4).clamp(ROWS.0, ROWS.1);
        let popup = Popup { title: "Commands", state: &state, place: "", width: COLUMNS, height: rows };
        let inside = popup.draw(view.area, canvas);
        let air = u16::from(inside.height >= 16);
        let line = canvas.look().glyphs.horizontal();
        let row = inside.y + air;
        let used = canvas.styled(inside.x, row, inside.width, ": ", canvas.look().theme.bold(Role::Accent));
        self.finder.input.render(Rect::new(inside.x + used, row, inside.width.saturating_sub(used), 1), true, canvas);
        canvas.rule(inside.x, row + 1, inside.width, line, Role::Faint);
        let foot = if inside.height >= 12 { 4 } else { 0 };
        let top = row + 2 + air;
        let list = Rect { y: top, height: inside.bottom().saturating_sub(top + foot), ..inside };
        self.list(list, view, canvas);
        if foot > 0 {
            canvas.rule(inside.x, inside.bottom() - foot, inside.width, line, Role::Faint);
            self.foot(Rect { y: inside.bottom() + 1 - foot, height: foot - 1, ..inside }, view, canvas);
        }
    }

    /// The lines found, under headings where there are several kinds.
    fn list(&self, list: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        if self.found.is_empty() {
            canvas.text(list.x + 1, list.y, list.width, "Nothing is called that.", Role::Muted);
            return;
        }
        let rows = self.rows();
        let current = rows.iter().position(|row| *row == Row::Found(self.cursor.at)).unwrap_or(0);
        let heading = current > 0 && matches!(rows[current - 1], Row::Heading(_));
        let top = self.cursor.window(current - usize::from(heading), current, rows.len(), usize::from(list.height));
        for (row, y) in rows.iter().skip(top).zip(list.y..list.bottom()) {
            let place = Rect { y, height: 1, ..list };
            match row {
                Row::Blank => {}
                Row::Heading(words) => drop(canvas.text(place.x + 1, y, place.width, words, Role::Muted)),
                Row::Found(at) => self.line(*at, place, view, canvas),
            }
        }
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for at in 0..self.found.len() {
            if let Some((_, heading)) = self.headings.iter().find(|(below, _)| *below == at) {
                if at > 0 {
                    rows.push(Row::Blank);
                }
                rows.push(Row::Heading(heading));
            }
            rows.push(Row::Found(at));
        }
        rows
    }

    /// One line: what it is called, a word about it, its key.
    fn line(&self, at: usize, row: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let theme = canvas.look().theme;
        if at == self.cursor.at {
            canvas.styled(row.x, row.y, 1, view.look.glyphs.bar(), theme.bold(Role::Accent));
        }
        canvas.hit(row, Click::Row(at));
        let (name, about, key) = self.words(&self.found[at], view);
        let role = if at == self.cursor.at { Role::Accent } else { Role::Text };
        let room = row.width.saturating_sub(2);
        let keys = canvas.right(row.x + 1, row.y, row.width.saturating_sub(1), &key, Role::Accent);
        let names = if room >= 50 { room / 2 } else { room.saturating_sub(keys + 1) };
        canvas.spans(row.x + 1, row.y, names, &self.finder.spans(&name, role));
        if room >= 50 {
            let x = row.x + 2 + names;
            canvas.text(x, row.y, row.right().saturating_sub(x + keys + 2), &about, Role::Muted);
        }
    }

    fn words(&self, found: &Found, view: &View<'_>) -> (String, String, String) {
        let ascii = view.look.glyphs.ascii;
        match found {
            Found::Command(binding) => {
                let key = binding.keys.first().map_or_else(|| format!(": {}", binding.word), |key| key.shown(ascii));
                (binding.name.to_owned(), first_clause(binding.more).to_owned(), key)
            }
            Found::Typed(binding, answer) => {
                let about = match answer {
                    Ok(Action::Period(period)) => period.words(view.book.settings.fiscal_start),
                    Ok(_) => first_clause(binding.more).to_owned(),
                    Err(_) => binding.argument.to_owned(),
                };
                (cut(self.finder.input.text().trim(), 60, view.look.glyphs.ellipsis()), about, view.look.glyphs.enter().to_owned())
            }
            Found::Customer(id) => {
                let name = view.names.by_id(view.book, *id).to_owned();
                let about = view.book.customer(*id).map_or_else(String::new, |customer| about(customer, view));
                (name, about, view.look.glyphs.enter().to_owned())
            }
        }
    }

    /// What the current line is called, and a sentence or two about it.
    fn foot(&self, rect: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(found) = self.found.get(self.cursor.at) else { return };
        let (name, _, _) = self.words(found, view);
        let (role, words) = match found {
            Found::Typed(_, Err(words)) => (Role::Bad, words.as_str()),
            Found::Typed(binding, Ok(_)) | Found::Command(binding) => (Role::Muted, binding.more),
            Found::Customer(_) => (Role::Muted, "Goes to this customer on the Customers tab."),
        };
        canvas.spans(rect.x + 1, rect.y, rect.width.saturating_sub(1), &[Span::new(name, Role::Text).bold()]);
        for (line, y) in wrap(words, usize::from(rect.width.saturating_sub(2))).iter().zip(rect.y + 1..rect.bottom()) {
            canvas.text(rect.x + 1, y, rect.width.saturating_sub(1), line, role);
        }
    }
}

/// A row of the list as drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Blank,
    Heading(&'static str),
    Found(usize),
}

/// Whether a customer is found here: archived ones are put away.
fn is_listed(customer: &&Customer) -> bool {
    !customer.archived
}

/// `$142,300 · Logistics`: revenue of the last twelve months, and what they do.
fn about(customer: &Customer, view: &View<'_>) -> String {
    let settings = &view.book.settings;
    let year = view.book.series(customer.id).sum(Window::last_months(view.today, 12), settings.basis);
    let revenue = whole(year, settings.base());
    match &customer.trade {
        Some(trade) => format!("{revenue} {} {trade}", view.look.glyphs.dot()),
        None => revenue,
    }
}

/// The other words a command is found by: its synonyms and what is typed for it.
fn others(binding: &Binding) -> String {
    format!("{} {}", binding.also, binding.word)
}

fn begins_with_word(text: &str, word: &str) -> bool {
    text.split_once(' ').is_some_and(|(first, _)| first.eq_ignore_ascii_case(word))
}

/// What a line says of a command before it is current.
fn first_clause(words: &str) -> &str {
    let end = [". ", "; ", ": "].iter().filter_map(|mark| words.find(mark)).min().unwrap_or(words.len());
    words[..end].trim_end_matches('.')
}

#[cfg(test)]
#[path = "palette_tests.rs"]
mod tests;
