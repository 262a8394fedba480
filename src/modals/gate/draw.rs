//! How a question of the scope gate is drawn: the question, its answers with their keys, what the offering is below.
//!
//! What may be answered is [`super::Gate`]'s.

use ratatui::layout::Rect;

use super::{Choice, Gate, Step, Wanted};
use crate::chart::cells::wrap;
use crate::chart::scroll;
use crate::domain::text::shown;
use crate::intent::View;
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role};

/// Columns it takes where there are more.
const WIDEST: u16 = 72;
/// Lines kept for each of what an offering does and does not.
const ABOUT: usize = 3;

impl Gate {
    /// Draws the question over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let columns = WIDEST.min(view.area.width);
        // What the border and the space beside it take, at most.
        let cells = usize::from(columns.saturating_sub(6)).max(1);
        let choices = self.choices(view);
        let question = wrap(&self.question(), cells);
        let mut about = self.about(cells, view);
        let needed = (question.len() + choices.len() + about.len()) as u16;
        // Air between the parts is the first thing to go, then what is known of the offering.
        let air = u16::from(view.area.height >= needed + 7);
        if view.area.height < needed + 3 {
            about.clear();
        }
        let whom = self.customer.map(|id| format!(" for {}", shown(view.names.by_id(view.book, id), 40)));
        let title = format!("New work{}", whom.unwrap_or_default());
        let height = needed + 2 + air * if about.is_empty() { 3 } else { 4 };
        let question_of = format!("question {} of 3", self.step as usize + 1);
        let mut popup = Popup { title: &title, state: "", place: &question_of, width: columns, height };
        let below = if about.is_empty() { 0 } else { about.len() as u16 + air };
        let rows = popup.rect(view.area).height.saturating_sub(2 + question.len() as u16 + below + 3 * air);
        let top = scroll::offset(0, self.at, choices.len(), usize::from(rows));
        let unseen = choices.len().saturating_sub(top + usize::from(rows));
        let more = format!("{unseen} more {} · {question_of}", view.look.glyphs.falling());
        if unseen > 0 {
            popup.place = &more;
        }
        let inside = popup.draw(view.area, canvas);
        let theme = view.look.theme;
        let mut y = inside.y + air;
        for line in &question {
            if y < inside.bottom() {
                canvas.styled(inside.x, y, inside.width, line, theme.bold(Role::Text));
            }
            y += 1;
        }
        y += air;
        let list = Rect { y, height: inside.bottom().saturating_sub(y + below + air), ..inside };
        self.draw_choices(&choices[top..], top, list, view, canvas);
        for ((line, role), y) in about.iter().zip(list.bottom() + air..inside.bottom()) {
            canvas.text(inside.x, y, inside.width, line, *role);
        }
    }

    fn question(&self) -> String {
        let words = match self.step {
            Step::Offering => "What do they want?",
            Step::Variant => "Is it a variant you support?",
            Step::Process => "Is there a written process for it?",
        };
        match (self.step, self.wanted) {
            (Step::Variant, Wanted::NothingListed) => {
                format!("{words} You list no offerings yet: the Practice tab, 6, is where they go.")
            }
            _ => words.to_owned(),
        }
    }

    /// Draws the answers from the first one in sight on.
    fn draw_choices(&self, choices: &[Choice], top: usize, list: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let (theme, glyphs) = (view.look.theme, view.look.glyphs);
        for ((at, choice), y) in (top..).zip(choices).zip(list.y..list.bottom()) {
            let is_current = at == self.at;
            canvas.hit(Rect { y, height: 1, ..list }, Click::Row(at));
            if is_current {
                canvas.styled(list.x, y, 1, glyphs.bar(), theme.bold(Role::Accent));
            }
            let key = choice.key.map(String::from).unwrap_or_default();
            canvas.styled(list.x + 2, y, 1, &key, theme.bold(Role::Accent));
            let x = list.x + 5;
            let room = list.right().saturating_sub(x);
            let used = canvas.right(x, y, room, &choice.known, Role::Muted);
            let style = if is_current { theme.bold(Role::Text) } else { theme.style(Role::Text) };
            let room = room.saturating_sub(used + if used > 0 { 2 } else { 0 });
            canvas.styled(x, y, room, &choice.words, style);
        }
    }

    /// What the offering is and is not, as the owner put it.
    fn about(&self, cells: usize, view: &View<'_>) -> Vec<(String, Role)> {
        // Room for the longest of them, so that moving among them moves nothing else.
        let of = |offering: &crate::domain::practice::Offering| {
            let parts = [("You do: ", &offering.does), ("You do not: ", &offering.does_not)];
            let said = parts.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?)));
            said.flat_map(|(label, text)| {
                let words = format!("{label}{}", view.names.veil(text.as_str()));
                wrap(&words.replace('\n', " "), cells).into_iter().take(ABOUT).map(|line| (line, Role::Muted))
            })
            .collect::<Vec<_>>()
        };
        let most = match self.step {
            Step::Offering => super::offerings(view).into_iter().map(|offering| of(offering).len()).max().unwrap_or(0),
            _ => 0,
        };
        let mut lines = self.offering(view).map(of).unwrap_or_default();
        lines.resize_with(lines.len().max(most), || (String::new(), Role::Muted));
        lines
    }
}
