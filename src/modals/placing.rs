//! Placing the unplaced: a card for each customer without fit or mood, a digit for each of the two, then the next card.
//!
//! Every digit is saved at once. Where the owner stands is told by the book: an answer that undo took back is asked
//! again. A rating of one or several by key is [`super::rating`]'s.

use ratatui::layout::Rect;

use super::rating;
use crate::chart::cells::wrap;
use crate::domain::answers::{Axis, all_in_force, in_force};
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::Quadrant;
use crate::domain::money;
use crate::domain::period::spoken;
use crate::domain::record::Rating as Digit;
use crate::domain::roster::{Column, Roster};
use crate::intent::{Action, Effect, Event, Notice, Scope, View};
use crate::ui::canvas::text_width;
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role};

/// Columns a card takes where there are more.
const WIDEST: u16 = 72;

/// A question: whose, and on which axis; what was answered.
#[derive(Debug)]
struct Step {
    customer: CustomerId,
    axis: Axis,
    given: Option<Digit>,
}

/// The unplaced, one after the other.
#[derive(Debug)]
pub struct Placing {
    steps: Vec<Step>,
    /// The question asked now.
    at: usize,
}

impl Placing {
    /// Asks what is missing of each unplaced customer, those who bring most first; `None` where nobody is unplaced.
    #[must_use]
    pub fn new(view: &View<'_>) -> Option<Placing> {
        let scores = view.scores();
        let missing = |id: CustomerId| {
            let score = scores.score(id).filter(|score| score.in_matrix && score.quadrant == Quadrant::Unplaced);
            let fit = score.filter(|score| score.fit.is_none()).map(|_| Axis::Fit);
            let mood = score.filter(|score| score.mood.is_none()).map(|_| Axis::Mood);
            fit.into_iter().chain(mood).map(move |axis| Step { customer: id, axis, given: None })
        };
        let steps: Vec<Step> = view.roster().ordered(view.book, Column::Revenue, true).into_iter().flat_map(missing).collect();
        (!steps.is_empty()).then_some(Placing { steps, at: 0 })
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Placing
    }

    /// Leaving loses nothing; the card gives the digits their words.
    #[must_use]
    pub fn verb(&self, action: Action) -> Option<&'static str> {
        (action == Action::Back).then_some("leave")
    }

    /// Takes an answer, or goes to another card.
    pub fn update(&mut self, event: &Event, view: &View<'_>) -> Vec<Effect> {
        match event {
            Event::Action(Action::Choose(digit)) => self.answer(*digit, view),
            Event::Click(Click::Choice(_, place)) => self.answer(*place as u8 + 1, view),
            // Asked for after a save: on, if the book holds the answer.
            Event::Action(Action::NextField) => self.go_on(view),
            Event::Action(Action::Skip) => self.skip(),
            Event::Action(Action::Left) => {
                self.at = self.at.saturating_sub(1);
                Vec::new()
            }
            Event::Action(Action::Back) => self.leave(),
            _ => Vec::new(),
        }
    }

    fn answer(&mut self, digit: u8, view: &View<'_>) -> Vec<Effect> {
        let (Some(digit), Some(step)) = (Digit::new(digit), self.steps.get_mut(self.at)) else { return Vec::new() };
        step.given = Some(digit);
        let edits = rating::edits(step.axis, &[step.customer], digit, view);
        if edits.is_empty() {
            return self.go_on(view);
        }
        vec![Effect::Save(Change::Records(edits)), Effect::Run(Action::NextField)]
    }

    /// Whether the answers in force hold what was answered.
    fn holds(step: &Step, answers: Option<&Assessment>) -> bool {
        step.given.is_some() && answers.and_then(|answers| step.axis.of(answers)) == step.given
    }

    fn go_on(&mut self, view: &View<'_>) -> Vec<Effect> {
        let known = &view.book.records().assessments;
        match self.steps.get_mut(self.at) {
            Some(step) if Placing::holds(step, in_force(known, step.customer, view.today, view.book.settings.fiscal_start)) => {
                self.at += 1;
            }
            Some(step) => step.given = None,
            None => {}
        }
        if self.at < self.steps.len() { Vec::new() } else { self.leave() }
    }

    fn skip(&mut self) -> Vec<Effect> {
        let Some(skipped) = self.steps.get(self.at).map(|step| step.customer) else { return self.leave() };
        while self.steps.get(self.at).is_some_and(|step| step.customer == skipped) {
            self.at += 1;
        }
        if self.at < self.steps.len() { Vec::new() } else { self.leave() }
    }

    /// Closes, and says how many are left.
    fn leave(&self) -> Vec<Effect> {
        let mut left: Vec<CustomerId> = self.steps.iter().filter(|step| step.given.is_none()).map(|step| step.customer).collect();
        left.dedup();
        let notice = match left.len() {
            0 => Notice::done("Everyone is placed."),
            left => Notice::care(format!("{left} left; P goes on.")),
        };
        vec![Effect::Close, Effect::Say(notice)]
    }

    /// Why an action cannot work now.
    #[must_use]
    pub fn refuses(&self, action: Action, _view: &View<'_>) -> Option<String> {
        let none_given = self.steps.iter().all(|step| step.given.is_none());
        match action {
            Action::Left if self.at == 0 => Some("This is the first one.".to_owned()),
            Action::Undo if none_given => Some("Nothing was answered here yet.".to_owned()),
            _ => None,
        }
    }

    /// What undo took back is asked again; of those who are gone nothing is asked.
    pub fn book_changed(&mut self, view: &View<'_>) {
        let current = self.steps.get(self.at).map(|step| (step.customer, step.axis));
        self.steps.retain(|step| view.book.customer(step.customer).is_some());
        let same = self.steps.iter().position(|step| Some((step.customer, step.axis)) == current);
        self.at = same.unwrap_or(self.at.min(self.steps.len().saturating_sub(1)));
        // One pass for all: a scan for each step would grow with the square of the customers.
        let known = all_in_force(&view.book.records().assessments, view.today, view.book.settings.fiscal_start);
        let holds = |step: &Step| Placing::holds(step, known.get(&step.customer).copied());
        let taken_back = self.steps.iter().rposition(|step| step.given.is_some() && !holds(step));
        if let Some(at) = taken_back {
            self.steps[at].given = None;
            self.at = at;
        }
    }

    /// Draws the card over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(step) = self.steps.get(self.at) else { return };
        let columns = WIDEST.min(view.area.width);
        // What the border and the space beside it take, at most.
        let cells = usize::from(columns.saturating_sub(6)).max(1);
        let options = rows(rating::words(step.axis), cells as u16);
        // The question and its answers come before all that is known: with borders and name that is four rows more.
        let spare = view.area.height.saturating_sub(options.len() as u16 + 4);
        let mut facts = wrap(&facts(step.customer, view), cells);
        facts.truncate(usize::from(spare));
        // Air between the parts is the first thing to go.
        let needed = facts.len() as u16 + options.len() as u16 + 2;
        let air = u16::from(view.area.height >= needed + 7);
        let place = format!("{} of {}", self.nth(), self.count());
        let popup = Popup { title: "Place the unplaced", state: &place, place: "", width: columns, height: needed + 2 + 4 * air };
        let inside = popup.draw(view.area, canvas);
        let theme = view.look.theme;
        let mut y = inside.y + air;
        canvas.styled(inside.x, y, inside.width, view.names.by_id(view.book, step.customer), theme.bold(Role::Accent));
        y += 1;
        for line in &facts {
            if y < inside.bottom() {
                canvas.text(inside.x, y, inside.width, line, Role::Muted);
            }
            y += 1;
        }
        y += air;
        if y < inside.bottom() {
            let question = match step.axis {
                Axis::Fit => "How well do they fit?",
                Axis::Mood => "How does it feel when they call?",
            };
            let used = canvas.styled(inside.x, y, inside.width, question, theme.bold(Role::Text));
            let said = said(step, view);
            if text_width(&said) as u16 + used + 2 <= inside.width {
                canvas.right(inside.x, y, inside.width, &said, Role::Muted);
            }
        }
        y += 1 + air;
        let room = Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
        draw_options(rating::words(step.axis), step.given, &options, room, canvas);
    }

    /// The place of the card among all.
    fn nth(&self) -> usize {
        let until = self.steps.get(..=self.at).unwrap_or(&self.steps);
        until.chunk_by(|one, other| one.customer == other.customer).count()
    }

    fn count(&self) -> usize {
        self.steps.chunk_by(|one, other| one.customer == other.customer).count()
    }
}

/// What was said of the other axis.
fn said(step: &Step, view: &View<'_>) -> String {
    let (axis, word) = match step.axis {
        Axis::Fit => (Axis::Mood, "mood"),
        Axis::Mood => (Axis::Fit, "fit"),
    };
    rating::now(axis, step.customer, view).map(|now| format!("{word} {now}")).unwrap_or_default()
}

/// What is known of a customer in a line.
fn facts(id: CustomerId, view: &View<'_>) -> String {
    let Some(customer) = view.book.customer(id) else { return String::new() };
    let roster = view.roster();
    let line = roster.line(id);
    let mut facts = Vec::new();
    match line.map(|line| line.revenue).filter(|revenue| revenue.0 != 0) {
        Some(revenue) => facts.push(format!("{} in 12 months", money::whole(revenue, view.book.settings.base()))),
        None => facts.push("no revenue in 12 months".to_owned()),
    }
    if let Some(since) = line.and_then(|line| Roster::since(customer, line)) {
        facts.push(format!("since {}", since.format("%B %Y")));
    }
    facts.extend(customer.trade.as_ref().map(ToString::to_string));
    facts.push(match line.and_then(|line| line.last) {
        None => "never invoiced".to_owned(),
        Some(last) => match (view.today - last.date()).num_days() {
            ..=0 => "invoiced today".to_owned(),
            1 => "invoiced yesterday".to_owned(),
            days if days <= 365 => format!("last invoice {days} days ago"),
            _ => format!("last invoice {}", spoken(last.date())),
        },
    });
    facts.join(&format!(" {} ", view.look.glyphs.dot()))
}

/// Cells between two answers.
const GAP: u16 = 3;

/// The answers in rows no wider than the room: the places of each row.
fn rows(words: &[&str; 5], cells: u16) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0;
    for (place, word) in words.iter().enumerate() {
        let width = text_width(word) as u16 + 4;
        if used > 0 && used + width > cells {
            rows.push(Vec::new());
            used = 0;
        }
        if let Some(row) = rows.last_mut() {
            row.push(place);
        }
        used += width + GAP - 2;
    }
    rows
}

/// Each answer with its digit, in brackets what was answered before.
fn draw_options(words: &[&str; 5], given: Option<Digit>, rows: &[Vec<usize>], room: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    for (places, y) in rows.iter().zip(room.y..room.bottom()) {
        let mut x = room.x;
        for &place in places {
            let is_given = given.is_some_and(|given| usize::from(given.get()) == place + 1);
            let (before, after) = if is_given { ("[", "]") } else { (" ", " ") };
            let start = x;
            let right = room.right();
            x += canvas.styled(x, y, right.saturating_sub(x), before, theme.bold(Role::Accent));
            x += canvas.styled(x, y, right.saturating_sub(x), &(place + 1).to_string(), theme.bold(Role::Accent));
            x += canvas.text(x + 1, y, right.saturating_sub(x + 1), words[place], Role::Text) + 1;
            x += canvas.styled(x, y, right.saturating_sub(x), after, theme.bold(Role::Accent));
            canvas.hit(Rect { x: start, y, width: x - start, height: 1 }, Click::Choice(0, place));
            x += GAP - 2;
        }
    }
}
