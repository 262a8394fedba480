//! How a form is drawn: as airy as there is room for, down to one row a field, scrolled where even that is too much.

use ratatui::layout::Rect;

use super::{Field, Form, Kind, options};
use crate::chart::cells::wrap;
use crate::ui::button::Stand;
use crate::ui::canvas::text_width;
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role, button};

/// Columns a form takes where there are more.
const WIDEST: u16 = 76;
/// Rows from which a form that has to scroll still draws a line under each field.
const ROOMY: u16 = 16;
/// Columns below which words under a field take the room under its label too.
const NARROW: u16 = 50;
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

/// How a form is laid out in a room: nothing of it hangs on what is wrong or in focus, so that nothing jumps.
#[derive(Debug, Clone, Copy)]
struct Plan {
    air: Air,
    /// Columns inside.
    inner: u16,
    /// Columns of the labels, with the one for the bar behind.
    labels: u16,
    /// Rows of a note.
    notes: u16,
}

impl Plan {
    fn of(form: &Form, inner: u16, most: u16) -> Plan {
        let label = |field: &Field| text_width(field.label) as u16 + if field.required { 3 } else { 0 };
        let longest = form.fields().iter().map(label).max().unwrap_or(0);
        let labels = longest.min((inner * 2 / 5).max(8)) + 1;
        let plan = |air, notes| Plan { air, inner, labels, notes };
        if let [Field { kind: Kind::Notes(_), .. }] = form.fields() {
            return plan(Air::Close, most.saturating_sub(2).clamp(1, 14));
        }
        let plans = [plan(Air::Wide, 4), plan(Air::Close, 2), plan(Air::Tight, 2)];
        let fits = plans.into_iter().find(|plan| plan.total(form) <= most);
        fits.unwrap_or(plans[if most >= ROOMY { 1 } else { 2 }])
    }

    /// Rows of all fields.
    fn total(self, form: &Form) -> u16 {
        self.lead() + form.fields().iter().map(|field| self.rows(field, self.hint(field).len())).sum::<u16>()
    }

    /// Blank rows above the first field.
    fn lead(self) -> u16 {
        u16::from(self.air == Air::Wide)
    }

    /// The rows of a field with so many rows of words below.
    fn rows(self, field: &Field, under: usize) -> u16 {
        let lined = u16::from(is_lined(field));
        let under = under as u16;
        self.content(field)
            + match self.air {
                Air::Wide => under.max(lined) + 1,
                Air::Close => under.max(lined),
                Air::Tight => under,
            }
    }

    /// The rows of what stands in a field.
    fn content(self, field: &Field) -> u16 {
        match &field.kind {
            Kind::Notes(_) => self.notes,
            Kind::Ticks(ticks) => options::ticks_rows(ticks, self.width()),
            _ => 1,
        }
    }

    /// Columns for what stands in a field.
    fn width(self) -> u16 {
        self.inner.saturating_sub(self.labels + 1)
    }

    /// The quiet words below a field; where it is tight they stand at the bottom instead.
    fn hint(self, field: &Field) -> Vec<String> {
        if field.hint.is_empty() || self.air == Air::Tight { Vec::new() } else { self.wrapped(&field.hint) }
    }

    /// What stands below a field: what is wrong with it, else the quiet words.
    fn words(self, field: &Field) -> Vec<String> {
        match field.problem.as_ref().or(field.elsewhere.as_ref()) {
            Some(words) => self.wrapped(words),
            None => self.hint(field),
        }
    }

    fn wrapped(self, words: &str) -> Vec<String> {
        wrap(words, usize::from(self.inner.saturating_sub(self.before_words() + 4)).max(8))
    }

    /// Columns left of the words below a field: under its text, or, where that is narrow, under its label.
    fn before_words(self) -> u16 {
        if self.inner < NARROW { 1 } else { self.labels }
    }
}

/// Whether a line is drawn under a field: something is typed there.
fn is_lined(field: &Field) -> bool {
    matches!(field.kind, Kind::Line(_) | Kind::Notes(_))
}

impl Form {
    /// Draws it over what is there, in the middle of a room.
    pub fn render(&self, room: Rect, canvas: &mut Canvas<'_>) {
        let width = WIDEST.min(room.width);
        let inner = width.saturating_sub(if width >= 52 { 6 } else { 4 });
        let feet = Feet::of(self, inner, room.height);
        let most = room.height.saturating_sub(2 + feet.least());
        let plan = Plan::of(self, inner, most);
        // Room for a message, so that the first one moves nothing.
        let spare = if plan.air == Air::Tight { 2 } else { 1 };
        let total = plan.total(self);
        let count = self.fields().len();
        let place = if total > most { format!("{} of {count}", (self.at + 1).min(count)) } else { String::new() };
        let height = (total + spare).min(most) + 2 + feet.least();
        let popup = Popup { title: &self.title, state: &self.state(), place: &place, width, height };
        let inside = popup.draw(room, canvas);
        let top = inside.y + plan.lead();
        let body = Rect { y: top, height: (inside.bottom()).saturating_sub(top + feet.height()), ..inside };
        self.draw_fields(body, plan, canvas);
        let hint = self.fields().get(self.at).filter(|_| plan.air == Air::Tight).map(quiet).unwrap_or_default();
        let below = Rect { y: body.bottom(), height: inside.bottom().saturating_sub(body.bottom()), ..inside };
        feet.draw(self, &hint, below, canvas);
    }

    /// What the title line says at its right.
    fn state(&self) -> String {
        match self.changes() {
            0 => String::new(),
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        }
    }

    fn draw_fields(&self, body: Rect, plan: Plan, canvas: &mut Canvas<'_>) {
        let mut total = 0;
        let mut places = Vec::new();
        for field in self.fields() {
            let words = plan.words(field);
            let rows = plan.rows(field, words.len());
            places.push((total, rows, words));
            total += rows;
        }
        let (top, rows) = places.get(self.at).map_or((total, 0), |(top, rows, _)| (*top, *rows));
        // The field in focus is in sight with its words; nothing moves that need not.
        let mut scroll = self.scroll.get().min(total.saturating_sub(body.height));
        scroll = scroll.max((top + rows).saturating_sub(body.height)).min(top);
        // From the top of a field on: half a field says nothing.
        scroll = places.iter().map(|(top, ..)| *top).find(|top| *top >= scroll).unwrap_or(scroll);
        self.scroll.set(scroll);
        for (at, (top, rows, words)) in places.iter().enumerate() {
            if *top >= scroll && *top < scroll + body.height {
                let y = body.y + top - scroll;
                let room = Rect { y, height: (*rows).min(body.bottom() - y), ..body };
                self.draw_field(at, words, plan, room, canvas);
            }
        }
    }

    fn draw_field(&self, at: usize, words: &[String], plan: Plan, room: Rect, canvas: &mut Canvas<'_>) {
        let field = &self.fields()[at];
        let focused = self.at == at;
        let theme = canvas.look().theme;
        let glyphs = canvas.look().glyphs;
        canvas.hit(room, Click::Field(at));
        let style = if focused { theme.bold(Role::Text) } else { theme.style(Role::Muted) };
        let star = if field.required { 3 } else { 0 };
        let used = canvas.styled(room.x, room.y, plan.labels.saturating_sub(1 + star), field.label, style);
        if field.required {
            canvas.text(room.x + used + 2, room.y, 1, "*", Role::Care);
        }
        let bar = room.x + plan.labels;
        let width = plan.width();
        // Words below are worth more than the last rows of a note.
        let content = plan.content(field).min(room.height.saturating_sub(words.len() as u16).max(1));
        let value = Rect { x: bar + 1, width, height: content, ..room };
        if focused {
            for row in value.y..value.bottom() {
                canvas.text(bar, row, 1, glyphs.bar(), Role::Accent);
            }
        }
        if plan.air == Air::Tight && matches!(field.kind, Kind::Line(_)) {
            let used = text_width(&field.text()) as u16;
            let from = if used == 0 { 0 } else { (used + 1).min(width) };
            canvas.rule(value.x + from, value.y, width - from, glyphs.field(), Role::Faint);
        }
        match &field.kind {
            Kind::Line(input) => input.render(value, focused, canvas),
            Kind::Notes(notes) => notes.render(value, focused, canvas),
            Kind::Choice(words, chosen) => options::choices(at, words, *chosen, value, canvas),
            Kind::Switch(means, on) => options::switch(at, means, *on, value, canvas),
            Kind::Scale(means, chosen) => options::scale(at, means, *chosen, value, canvas),
            Kind::Ticks(ticks) => options::ticks(at, ticks, focused, value, canvas),
        }
        let below = Rect { y: value.bottom(), height: room.height - content, ..room };
        draw_under(field, plan, words, below, canvas);
    }
}

/// The quiet words of a field where there is no room for any beside it: of a scale first what is chosen.
fn quiet(field: &Field) -> String {
    match &field.kind {
        Kind::Scale(means, chosen @ 1..) => format!("{chosen} {}", means[chosen - 1]),
        _ => field.hint.clone(),
    }
}

/// The line under a field, and the words on it.
fn draw_under(field: &Field, plan: Plan, words: &[String], below: Rect, canvas: &mut Canvas<'_>) {
    if below.is_empty() {
        return;
    }
    let glyphs = canvas.look().glyphs;
    let (mark, role) = match (&field.problem, &field.elsewhere) {
        (Some(_), _) => (glyphs.failed(), Role::Bad),
        (None, Some(_)) => (glyphs.care(), Role::Care),
        (None, None) => ("", Role::Muted),
    };
    let mut x = below.x + plan.before_words() + 1;
    if plan.air != Air::Tight {
        let bar = below.x + plan.labels;
        if is_lined(field) && (words.is_empty() || bar < x) {
            canvas.rule(bar, below.y, if words.is_empty() { plan.width() + 1 } else { 1 }, glyphs.field(), Role::Faint);
        }
        x += 1;
    }
    let used = canvas.text(x, below.y, below.right().saturating_sub(x), mark, role);
    x += used + u16::from(used > 0);
    for (row, words) in (below.y..below.bottom()).zip(words) {
        canvas.text(x, row, below.right().saturating_sub(x), words, role);
    }
}

/// Below the fields: what there is to say, and the buttons.
struct Feet {
    /// Words that have rows of their own: they do not fit beside the buttons.
    above: Vec<String>,
    beside: String,
    explained: bool,
    ruled: bool,
    role: Role,
}

impl Feet {
    fn of(form: &Form, inner: u16, height: u16) -> Feet {
        let (words, role) = match form.problems() {
            0 if form.said.is_empty() => (form.result.clone(), Role::Text),
            0 => (form.said.clone(), Role::Care),
            1 => ("1 thing to fix before saving".to_owned(), Role::Bad),
            count => (format!("{count} things to fix before saving"), Role::Bad),
        };
        let buttons = button::width("Cancel") + 1 + button::width(&save_verb(form, inner));
        let fits = text_width(&words) as u16 + buttons < inner;
        let above = if fits { Vec::new() } else { wrap(&words, usize::from(inner.max(1))) };
        let most = usize::from(height / 4);
        let above = above.into_iter().take(most.max(1)).collect();
        Feet { above, beside: if fits { words } else { String::new() }, explained: height >= 18, ruled: height >= 10, role }
    }

    /// The rows it takes where there is nothing to say.
    fn least(&self) -> u16 {
        1 + u16::from(self.explained) + u16::from(self.ruled)
    }

    fn height(&self) -> u16 {
        self.above.len() as u16 + self.least()
    }

    fn draw(&self, form: &Form, hint: &str, room: Rect, canvas: &mut Canvas<'_>) {
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
            let free = cancel_x.saturating_sub(room.x);
            if !self.beside.is_empty() {
                canvas.text(room.x, y, free, &self.beside, self.role);
            } else if !self.explained && text_width(hint) < usize::from(free) {
                canvas.text(room.x, y, free, hint, Role::Muted);
            }
            let row = Rect { x: cancel_x, y, width: cancel_width, height: 1 };
            button::draw("Cancel", Stand::of(form.button() == Some(0), false), Click::Button(0), row, canvas);
        }
        let row = Rect { x: save_x, y, width: room.right().saturating_sub(save_x), height: 1 };
        button::draw(&save, Stand::of(form.button() == Some(1), true), Click::Button(1), row, canvas);
        if self.explained {
            let words = match form.changes() {
                _ if !hint.is_empty() => hint,
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
