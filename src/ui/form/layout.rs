//! How a form is drawn: as airy as there is room for, down to one row a field, scrolled where even that is too much.

use ratatui::layout::Rect;

use super::{Field, Form, Kind};
use crate::chart::cells::wrap;
use crate::ui::canvas::text_width;
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role, button};

/// Columns a form takes where there are more.
const WIDEST: u16 = 76;
/// Rows from which a form that has to scroll still draws a line under each field.
const ROOMY: u16 = 16;
/// The button that saves names its key.
const SAVE_KEY: &str = "Ctrl+S";

/// How much air there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Air {
    /// A row for the line under a field, and a blank one.
    Wide,
    /// A row for the line under it.
    Close,
    /// The line runs on behind the text; words only where they matter.
    Tight,
}

impl Form {
    /// Draws it over what is there, in the middle of a room.
    pub fn render(&self, room: Rect, canvas: &mut Canvas<'_>) {
        let width = WIDEST.min(room.width);
        let inner = width.saturating_sub(if width >= 52 { 6 } else { 4 });
        let feet = Feet::of(self, inner, room.height);
        let most = room.height.saturating_sub(2 + feet.height());
        let total = |air| self.fields().iter().enumerate().map(|(at, field)| self.rows(at, field, air, inner)).sum::<u16>();
        let lead = |air| u16::from(air == Air::Wide);
        let air = [Air::Wide, Air::Close, Air::Tight].into_iter().find(|air| total(*air) + lead(*air) <= most);
        let air = air.unwrap_or(if most >= ROOMY { Air::Close } else { Air::Tight });
        let height = (total(air) + lead(air)).min(most) + 2 + feet.height();
        let count = self.fields().len();
        let scrolls = total(air) + lead(air) > most;
        let popup = Popup {
            title: &self.title,
            state: &self.state(),
            place: &if scrolls { format!("{} of {count}", (self.at + 1).min(count)) } else { String::new() },
            width,
            height,
        };
        let inside = popup.draw(room, canvas);
        let body = Rect { y: inside.y + lead(air), height: inside.height.saturating_sub(feet.height() + lead(air)), ..inside };
        self.draw_fields(body, air, canvas);
        feet.draw(self, Rect { y: body.bottom(), height: inside.bottom().saturating_sub(body.bottom()), ..inside }, canvas);
    }

    /// What the title line says at its right.
    fn state(&self) -> String {
        match self.changes() {
            0 => String::new(),
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        }
    }

    /// The columns labels take.
    fn label_width(&self, inner: u16) -> u16 {
        let label = |field: &Field| text_width(field.label) as u16 + if field.required { 3 } else { 0 };
        let longest = self.fields().iter().map(label).max().unwrap_or(0);
        longest.min((inner * 2 / 5).max(8)) + 1
    }

    fn draw_fields(&self, body: Rect, air: Air, canvas: &mut Canvas<'_>) {
        let tops: Vec<(u16, u16)> = self
            .fields()
            .iter()
            .enumerate()
            .scan(0, |top, (at, field)| {
                let rows = self.rows(at, field, air, body.width);
                *top += rows;
                Some((*top - rows, rows))
            })
            .collect();
        let total = tops.last().map_or(0, |(top, rows)| top + rows);
        let (top, rows) = tops.get(self.at).copied().unwrap_or((total, 0));
        // The field in focus is in sight with its words; nothing moves that need not.
        let mut scroll = self.scroll.get().min(total.saturating_sub(body.height));
        scroll = scroll.max((top + rows).saturating_sub(body.height)).min(top);
        self.scroll.set(scroll);
        for (at, field) in self.fields().iter().enumerate() {
            let (top, rows) = tops[at];
            if top >= scroll && top < scroll + body.height {
                let y = body.y + top - scroll;
                let room = Rect { y, height: rows.min(body.bottom() - y), ..body };
                self.draw_field(at, field, air, room, canvas);
            }
        }
    }

    /// The rows of a field with everything below it.
    fn rows(&self, at: usize, field: &Field, air: Air, inner: u16) -> u16 {
        let under = self.words_under(at, field, air, inner).len() as u16;
        let lined = u16::from(!matches!(field.kind, Kind::Choice(..) | Kind::Switch(..)));
        content_rows(field, air, self.value_width(inner))
            + match air {
                Air::Wide => under.max(lined) + 1,
                Air::Close => under.max(lined),
                Air::Tight => under,
            }
    }

    fn value_width(&self, inner: u16) -> u16 {
        inner.saturating_sub(self.label_width(inner) + 1)
    }

    /// What stands below a field: what is wrong with it, else the quiet words.
    fn words_under(&self, at: usize, field: &Field, air: Air, inner: u16) -> Vec<String> {
        let width = usize::from(self.value_width(inner).saturating_sub(4)).max(8);
        match field.problem.as_ref().or(field.elsewhere.as_ref()) {
            Some(words) => wrap(words, width),
            None if field.hint.is_empty() || air == Air::Tight && self.at != at => Vec::new(),
            None => wrap(&field.hint, width),
        }
    }

    fn draw_field(&self, at: usize, field: &Field, air: Air, room: Rect, canvas: &mut Canvas<'_>) {
        let focused = self.at == at;
        let theme = canvas.look().theme;
        let glyphs = canvas.look().glyphs;
        let label_width = self.label_width(room.width);
        canvas.hit(room, Click::Field(at));
        let style = if focused { theme.bold(Role::Text) } else { theme.style(Role::Muted) };
        let star = if field.required { 3 } else { 0 };
        let used = canvas.styled(room.x, room.y, label_width.saturating_sub(1 + star), field.label, style);
        if field.required {
            canvas.text(room.x + used + 2, room.y, 1, "*", Role::Care);
        }
        let bar = room.x + label_width;
        let width = self.value_width(room.width);
        let content = content_rows(field, air, width).min(room.height);
        let value = Rect { x: bar + 1, width, height: content, ..room };
        if focused {
            for row in value.y..value.bottom() {
                canvas.text(bar, row, 1, glyphs.bar(), Role::Accent);
            }
        }
        if air == Air::Tight && matches!(field.kind, Kind::Line(_)) {
            let from = (text_width(&field.text()) as u16 + 1).min(width);
            canvas.rule(value.x + from, value.y, width - from, glyphs.field(), Role::Faint);
        }
        match &field.kind {
            Kind::Line(input) => input.render(value, focused, canvas),
            Kind::Notes(notes) => notes.render(value, focused, canvas),
            Kind::Choice(options, chosen) => choices(at, options, *chosen, value, canvas),
            Kind::Switch(means, on) => switch(at, means, *on, value, canvas),
        }
        let below = Rect { x: bar, y: value.bottom(), width: width + 1, height: room.height - content };
        draw_under(field, air, &self.words_under(at, field, air, room.width), below, canvas);
    }
}

fn draw_under(field: &Field, air: Air, words: &[String], below: Rect, canvas: &mut Canvas<'_>) {
    let glyphs = canvas.look().glyphs;
    if below.height > 0 && air != Air::Tight && !matches!(field.kind, Kind::Choice(..) | Kind::Switch(..)) {
        let under = if words.is_empty() { below.width } else { 1 };
        canvas.rule(below.x, below.y, under, glyphs.field(), Role::Faint);
    }
    let (mark, role) = match (&field.problem, &field.elsewhere) {
        (Some(_), _) => (glyphs.failed(), Role::Bad),
        (None, Some(_)) => (glyphs.care(), Role::Care),
        (None, None) => ("", Role::Muted),
    };
    if below.height > 0 {
        canvas.text(below.x + 2, below.y, below.width.saturating_sub(2), mark, role);
    }
    let mark = if mark.is_empty() { 0 } else { text_width(mark) as u16 + 1 };
    let x = below.x + 2 + mark;
    for (row, words) in (below.y..below.bottom()).zip(words) {
        canvas.text(x, row, below.right().saturating_sub(x), words, role);
    }
}

/// The rows what stands in a field takes.
fn content_rows(field: &Field, air: Air, width: u16) -> u16 {
    let (least, most) = match air {
        Air::Wide => (4, 10),
        Air::Close => (3, 6),
        Air::Tight => (2, 4),
    };
    match &field.kind {
        Kind::Notes(notes) => notes.height(width).clamp(least, most) as u16,
        _ => 1,
    }
}

/// All options in a row; where there is no room for all, the chosen one between arrows.
fn choices(field: usize, options: &[String], chosen: usize, row: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    let width = |option: &String| text_width(option) as u16 + 2;
    let total: u16 = options.iter().map(|option| width(option).saturating_add(1)).fold(0, u16::saturating_add);
    if total <= row.width + 1 {
        let mut x = row.x;
        for (at, option) in options.iter().enumerate() {
            let (words, style) = if at == chosen {
                (format!("[{option}]"), theme.bold(Role::Accent))
            } else {
                (format!(" {option} "), theme.style(Role::Text))
            };
            let used = canvas.styled(x, row.y, row.right().saturating_sub(x), &words, style);
            canvas.hit(Rect { x, y: row.y, width: used, height: 1 }, Click::Choice(field, at));
            x += used + 1;
        }
        return;
    }
    let Some(option) = options.get(chosen) else { return };
    let place = format!("{} of {}", chosen + 1, options.len());
    let room = row.width.saturating_sub(text_width(&place) as u16 + 6);
    let back = canvas.text(row.x, row.y, 1, glyphs.previous(), if chosen > 0 { Role::Accent } else { Role::Faint });
    canvas.hit(Rect { width: back, height: 1, ..row }, Click::Choice(field, chosen.saturating_sub(1)));
    let used = canvas.styled(row.x + 2, row.y, room, option, theme.bold(Role::Accent));
    let x = row.x + 3 + used;
    let more = chosen + 1 < options.len();
    let on = canvas.text(x, row.y, 1, glyphs.next(), if more { Role::Accent } else { Role::Faint });
    canvas.hit(Rect { x, y: row.y, width: on, height: 1 }, Click::Choice(field, chosen + usize::from(more)));
    canvas.text(x + 3, row.y, row.right().saturating_sub(x + 3), &place, Role::Muted);
}

fn switch(field: usize, means: &str, on: bool, row: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    let mark = if on { glyphs.ticked() } else { glyphs.unticked() };
    let style = if on { theme.bold(Role::Accent) } else { theme.style(Role::Text) };
    let used = canvas.styled(row.x, row.y, row.width, mark, style);
    let said = canvas.text(row.x + used + 1, row.y, row.width.saturating_sub(used + 1), means, Role::Text);
    canvas.hit(Rect { width: used + 1 + said, height: 1, ..row }, Click::Choice(field, usize::from(!on)));
}

/// Below the fields: what there is to say, and the buttons.
struct Feet {
    /// Words that did not fit beside the buttons, or all of them.
    above: Vec<String>,
    beside: String,
    explained: bool,
    ruled: bool,
    role: Role,
}

impl Feet {
    fn of(form: &Form, inner: u16, height: u16) -> Feet {
        let (words, role) = match form.problems() {
            0 => (form.said.clone(), Role::Care),
            1 => ("1 thing to fix before saving".to_owned(), Role::Bad),
            count => (format!("{count} things to fix before saving"), Role::Bad),
        };
        let buttons = button::width("Cancel") + 1 + button::width(&save_verb(form, inner));
        let fits = text_width(&words) as u16 + buttons + 1 <= inner;
        let above = if fits { Vec::new() } else { wrap(&words, usize::from(inner.max(1))) };
        let most = usize::from(height / 4);
        let above = above.into_iter().take(most.max(1)).collect();
        Feet { above, beside: if fits { words } else { String::new() }, explained: height >= 18, ruled: height >= 10, role }
    }

    fn height(&self) -> u16 {
        self.above.len() as u16 + 1 + u16::from(self.explained) + u16::from(self.ruled)
    }

    fn draw(&self, form: &Form, room: Rect, canvas: &mut Canvas<'_>) {
        let mut y = room.y;
        if self.ruled {
            // From border to border.
            let glyphs = canvas.look().glyphs;
            let edge = if room.width + 6 >= 52 { 2 } else { 1 };
            canvas.rule(room.x.saturating_sub(edge), y, room.width + 2 * edge, glyphs.horizontal(), Role::Faint);
            y += 1;
        }
        for words in &self.above {
            canvas.text(room.x, y, room.width, words, self.role);
            y += 1;
        }
        let save = save_verb(form, room.width);
        let (cancel_width, save_width) = (button::width("Cancel"), button::width(&save));
        let save_x = room.right().saturating_sub(save_width).max(room.x);
        let cancel_x = save_x.saturating_sub(cancel_width + 1).max(room.x);
        if cancel_x + cancel_width < save_x {
            canvas.text(room.x, y, cancel_x.saturating_sub(room.x), &self.beside, self.role);
            let row = Rect { x: cancel_x, y, width: cancel_width, height: 1 };
            button::draw("Cancel", form.button() == Some(0), Click::Button(0), row, canvas);
        }
        let row = Rect { x: save_x, y, width: room.right().saturating_sub(save_x), height: 1 };
        button::draw(&save, form.button() == Some(1), Click::Button(1), row, canvas);
        if self.explained {
            let words = match form.changes() {
                0 => "Esc closes. Nothing has changed yet.",
                _ => "Esc asks first, because you have changed something.",
            };
            canvas.text(room.x, y + 1, room.width, words, Role::Muted);
        }
    }
}

/// The verb of the button that saves, with its key where there is room.
fn save_verb(form: &Form, inner: u16) -> String {
    if inner >= 34 { format!("{}  {SAVE_KEY}", form.verb) } else { form.verb.to_owned() }
}
