//! The scope gate: three questions before an opportunity, a key each (product claim A11). Which offering is it, is the
//! variant one the firm supports, is there a written process?
//!
//! What is none of the firm's work is said so, and taken on purpose only; the answers go into the form of the new
//! engagement. How a question is drawn is `draw`'s; handing over is [`super::forms::losing`]'s.

mod draw;

use crate::chart::scroll;
use crate::domain::change::{Change, Edit};
use crate::domain::id::{CustomerId, OfferingId, PartnerId, VariantId};
use crate::domain::period::spoken;
use crate::domain::practice::{CoreClass, Offering, Outcome, Variant};
use crate::domain::record::{Kept, Record};
use crate::domain::text::{Line, name_key, shown};
use crate::domain::work::{Agreed, Engagement, Stage, YesNo};
use crate::intent::customer::referral;
use crate::intent::{Action, Effect, Event, Notice, Opening, Question, Scope, View};
use crate::ui::Click;

/// Why work was lost that was answered for and left.
const LEFT: &str = "left at the gate";

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Offering,
    Variant,
    Process,
}

/// What was said to the first question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The book lists nothing to choose from.
    NothingListed,
    /// Something the firm does not list.
    Unlisted,
    /// This.
    Listed(OfferingId),
}

/// An answer there is to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Wants(Wanted),
    Variant(VariantId, YesNo),
    Supported(YesNo),
    Documented(YesNo),
}

/// An answer as it is shown: its key, its words, what is known of it.
#[derive(Debug, Clone)]
struct Choice {
    key: Option<char>,
    words: String,
    known: String,
    answer: Answer,
}

/// The three questions, as far as they are answered.
#[derive(Debug)]
pub struct Gate {
    customer: Option<CustomerId>,
    step: Step,
    /// The answer under the cursor.
    at: usize,
    wanted: Wanted,
    variant: Option<VariantId>,
    supported: Option<YesNo>,
}

impl Gate {
    /// Asks about new work, for a customer where one is meant.
    #[must_use]
    pub fn new(customer: Option<CustomerId>, view: &View<'_>) -> Gate {
        let customer = customer.filter(|id| view.book.customer(*id).is_some());
        let nothing = Wanted::NothingListed;
        let mut gate = Gate { customer, step: Step::Offering, at: 0, wanted: nothing, variant: None, supported: None };
        if offerings(view).is_empty() {
            gate.go(Step::Variant, view);
        }
        gate
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Gate
    }

    /// Takes an answer, or goes back to an earlier question.
    pub fn update(&mut self, event: &Event, view: &View<'_>) -> Vec<Effect> {
        let choices = self.choices(view);
        match event {
            Event::Action(Action::Choose(digit)) => return self.press(char::from(b'0' + digit % 10), view),
            Event::Action(Action::Yes) => return self.press('y', view),
            Event::Action(Action::No) => return self.press('n', view),
            Event::Action(Action::Open) => return self.take(self.at, view),
            Event::Action(Action::Up) => self.at = scroll::moved(self.at, -1, choices.len()),
            Event::Action(Action::Down) => self.at = scroll::moved(self.at, 1, choices.len()),
            Event::Wheel(by, _) => self.at = scroll::moved(self.at, isize::from(*by), choices.len()),
            Event::Action(Action::Left) => self.back(view),
            Event::Action(Action::Skip) => {
                return vec![Effect::Close, Effect::Open(Opening::AddRecord(self.answered(view).row()))];
            }
            Event::Action(Action::Back) => return vec![Effect::Close, Effect::Say(Notice::passing("Nothing was added."))],
            Event::Click(Click::Row(at)) => return self.take(*at, view),
            _ => {}
        }
        Vec::new()
    }

    /// The answer of a key, where the question has one.
    fn press(&mut self, key: char, view: &View<'_>) -> Vec<Effect> {
        let place = self.choices(view).iter().position(|choice| choice.key == Some(key));
        place.map(|at| self.take(at, view)).unwrap_or_default()
    }

    fn take(&mut self, at: usize, view: &View<'_>) -> Vec<Effect> {
        let Some(answer) = self.choices(view).get(at).map(|choice| choice.answer) else { return Vec::new() };
        match answer {
            Answer::Wants(wanted) => {
                (self.wanted, self.variant) = (wanted, None);
                self.go(Step::Variant, view);
            }
            Answer::Variant(variant, supported) => {
                (self.variant, self.supported) = (Some(variant), Some(supported));
                self.go(Step::Process, view);
            }
            Answer::Supported(supported) => {
                (self.variant, self.supported) = (None, Some(supported));
                self.go(Step::Process, view);
            }
            Answer::Documented(documented) => return self.decide(documented, view),
        }
        Vec::new()
    }

    /// To a question, the answer most likely under the cursor.
    fn go(&mut self, step: Step, view: &View<'_>) {
        self.step = step;
        let is_likely = |choice: &Choice| match choice.answer {
            Answer::Documented(documented) => (documented == YesNo::Yes) == (self.pages(view) > 0),
            Answer::Supported(supported) => self.wanted != Wanted::Unlisted || supported == YesNo::No,
            Answer::Wants(_) | Answer::Variant(..) => true,
        };
        self.at = self.choices(view).iter().position(is_likely).unwrap_or(0);
    }

    fn back(&mut self, view: &View<'_>) {
        if let Some(before) = self.before() {
            self.go(before, view);
        }
    }

    /// The question before this one.
    fn before(&self) -> Option<Step> {
        match self.step {
            Step::Offering => None,
            Step::Variant => (self.wanted != Wanted::NothingListed).then_some(Step::Offering),
            Step::Process => Some(Step::Variant),
        }
    }

    /// The offering chosen; on the first question the one under the cursor.
    fn offering<'a>(&self, view: &View<'a>) -> Option<&'a Offering> {
        let wanted = match self.step {
            Step::Offering => match self.choices(view).get(self.at)?.answer {
                Answer::Wants(wanted) => wanted,
                _ => return None,
            },
            _ => self.wanted,
        };
        match wanted {
            Wanted::Listed(id) => view.book.records().offerings.find(id.0),
            _ => None,
        }
    }

    /// How many pages its written process has, as far as that is known.
    fn pages(&self, view: &View<'_>) -> u32 {
        self.chosen(view).and_then(|offering| offering.process_pages).unwrap_or(0)
    }

    /// What can be answered now.
    fn choices(&self, view: &View<'_>) -> Vec<Choice> {
        let clean = |text: &Line| view.names.veil(text.as_str()).into_owned();
        let digit = |place: usize| u32::try_from(place + 1).ok().and_then(|place| char::from_digit(place, 10));
        match self.step {
            Step::Offering => {
                let listed = offerings(view).into_iter().enumerate().map(|(place, offering)| Choice {
                    key: digit(place),
                    words: clean(&offering.name),
                    known: offering.core.label().to_owned(),
                    answer: Answer::Wants(Wanted::Listed(offering.id)),
                });
                let other = Choice {
                    key: Some('0'),
                    words: "something you do not list".to_owned(),
                    known: String::new(),
                    answer: Answer::Wants(Wanted::Unlisted),
                };
                listed.chain([other]).collect()
            }
            Step::Variant => {
                let variants = self.variants(view).into_iter().enumerate().map(|(place, variant)| {
                    let (known, supported) =
                        if variant.supported { ("you support it", YesNo::Yes) } else { ("done once", YesNo::No) };
                    let answer = Answer::Variant(variant.id, supported);
                    Choice { key: digit(place), words: clean(&variant.name), known: known.to_owned(), answer }
                });
                let words = ["yes, one you support", "no, it would be new to you"];
                variants.chain(yes_no(words, Answer::Supported, Default::default())).collect()
            }
            Step::Process => {
                let known = match self.pages(view) {
                    0 => [String::new(), "none is noted".to_owned()],
                    pages => [self.process_known(pages, view), String::new()],
                };
                yes_no(["yes", "no"], Answer::Documented, known).into()
            }
        }
    }

    /// `14 pages, revised 3 Mar 2026`.
    fn process_known(&self, pages: u32, view: &View<'_>) -> String {
        let revised = self.offering(view).and_then(|offering| offering.process_revised);
        let revised = revised.map(|day| format!(", revised {}", spoken(day))).unwrap_or_default();
        format!("{pages} {}{revised}", if pages == 1 { "page" } else { "pages" })
    }

    /// The variants of the offering chosen, those supported first.
    fn variants<'a>(&self, view: &View<'a>) -> Vec<&'a Variant> {
        let Wanted::Listed(offering) = self.wanted else { return Vec::new() };
        let all = view.book.records().variants.iter().filter(|variant| variant.offering == offering && !variant.archived);
        let mut all: Vec<&Variant> = all.collect();
        all.sort_by_cached_key(|variant| (!variant.supported, name_key(variant.name.as_str()), variant.id));
        all
    }

    /// The offering answered with; none before the first question is.
    fn chosen<'a>(&self, view: &View<'a>) -> Option<&'a Offering> {
        match self.wanted {
            Wanted::Listed(id) if self.step > Step::Offering => view.book.records().offerings.find(id.0),
            _ => None,
        }
    }

    /// The work as far as the questions before this one say.
    fn answered(&self, view: &View<'_>) -> Engagement {
        let is_past = self.step > Step::Variant;
        Engagement {
            customer: self.customer,
            offering: self.chosen(view).map(|offering| offering.id),
            variant: self.variant.filter(|_| is_past),
            supported: self.supported.filter(|_| is_past),
            ..Engagement::blank(Stage::Talking)
        }
    }

    /// All three are answered: into the form, unless it is none of the firm's work.
    fn decide(&self, documented: YesNo, view: &View<'_>) -> Vec<Effect> {
        let offering = self.chosen(view);
        let work = Engagement { documented: Some(documented), agreed: Some(Agreed::InScope), ..self.answered(view) };
        let is_new_to_us = self.supported == Some(YesNo::No) && documented == YesNo::No;
        let (words, reason) = match offering {
            Some(offering) if offering.core == CoreClass::OffCore => {
                let name = shown(&view.names.veil(offering.name.as_str()), 40);
                (format!("{name} is off-core: you said it is not yours."), "off-core")
            }
            None if self.wanted == Wanted::Unlisted => ("It is nothing you list.".to_owned(), "nothing we list"),
            _ if is_new_to_us => {
                let words = "You neither support this way of doing it nor have a written process.";
                (words.to_owned(), "no supported variant, no written process")
            }
            _ => return vec![Effect::Close, Effect::Open(Opening::AddRecord(work.row()))],
        };
        // What is listed is as far from the firm as its offering; what is not has nobody else to say so.
        let core = (self.wanted == Wanted::Unlisted).then_some(CoreClass::OffCore);
        let work = Engagement { core, ..work };
        let taken = Engagement { agreed: Some(Agreed::OnPurpose), ..work.clone() };
        let left = self.leave(&work, offering, view);
        let over = self.hand_over(&work, offering, reason, view);
        let answers = vec![
            ("Leave it".to_owned(), vec![Effect::Close, left]),
            ("Hand it over".to_owned(), vec![Effect::Close, over]),
            ("Take it on purpose".to_owned(), vec![Effect::Close, Effect::Open(Opening::AddRecord(taken.row()))]),
        ];
        let words = format!("{words} Take it on purpose?");
        vec![Effect::Open(Opening::Ask(Question { title: "Not what you do".to_owned(), words, answers }))]
    }

    /// Declined, and kept for the review where it is known whose work it was; else there is nothing to keep it by.
    fn leave(&self, work: &Engagement, offering: Option<&Offering>, view: &View<'_>) -> Effect {
        if self.customer.is_none() {
            return Effect::Say(Notice::passing("Left. Nothing was kept, for nobody is named."));
        }
        Effect::Save(Change::Records(vec![Edit::new(declined(work, offering, LEFT, view).row())]))
    }

    /// Declined and sent to the offering's partner in one step; where somebody is not known yet the form asks.
    fn hand_over(&self, work: &Engagement, offering: Option<&Offering>, reason: &str, view: &View<'_>) -> Effect {
        let declined = declined(work, offering, reason, view);
        let is_there = |id: &PartnerId| view.book.records().partners.find(id.0).is_some_and(|partner| !partner.archived);
        let partner = offering.and_then(|offering| offering.partner).filter(is_there);
        let (Some(customer), Some(partner)) = (self.customer, partner) else {
            return Effect::Open(Opening::HandOver(declined.row()));
        };
        let sent = referral(customer, Outcome::Open).with("to_partner", partner.keep()).with("date", view.today.keep());
        let sent = sent.with("note", declined.title.keep());
        Effect::Save(Change::Records(vec![Edit::new(declined.row()), Edit::new(sent)]))
    }

    /// Why an action cannot work now.
    #[must_use]
    pub fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        let choices = self.choices(view);
        let key = match action {
            Action::Choose(digit) => char::from(b'0' + digit % 10),
            Action::Yes => 'y',
            Action::No => 'n',
            Action::Left if self.before().is_none() => return Some("This is the first question.".to_owned()),
            _ => return None,
        };
        if choices.iter().any(|choice| choice.key == Some(key)) {
            return None;
        }
        Some(match (self.step, key) {
            (Step::Offering, 'y' | 'n') => "First choose what they want, by its digit or with Enter.".to_owned(),
            (Step::Process, _) => "y or n: is there a written process?".to_owned(),
            _ => "No answer has that digit. The arrows choose, Enter takes.".to_owned(),
        })
    }

    /// What another window took away is chosen no more.
    pub fn book_changed(&mut self, view: &View<'_>) {
        self.customer = self.customer.filter(|id| view.book.customer(*id).is_some());
        let offerings = offerings(view);
        let is_there = match self.wanted {
            Wanted::Listed(id) => offerings.iter().any(|offering| offering.id == id),
            Wanted::Unlisted => true,
            Wanted::NothingListed => offerings.is_empty() || self.step == Step::Offering,
        };
        if !is_there && !offerings.is_empty() {
            (self.wanted, self.variant) = (Wanted::NothingListed, None);
            self.go(Step::Offering, view);
        }
        if self.variant.is_some_and(|id| view.book.records().variants.find(id.0).is_none()) {
            self.variant = None;
        }
        self.at = self.at.min(self.choices(view).len().saturating_sub(1));
    }
}

/// The work as it is kept where it was not taken.
fn declined(work: &Engagement, offering: Option<&Offering>, reason: &str, view: &View<'_>) -> Engagement {
    Engagement {
        title: offering.map(|offering| offering.name.clone()),
        agreed: Some(Agreed::Declined),
        reason: Line::some(reason),
        ..work.moved_to(Stage::Lost, view.today)
    }
}

/// Yes and no, in words.
fn yes_no([yes, no]: [&str; 2], answer: fn(YesNo) -> Answer, [of_yes, of_no]: [String; 2]) -> [Choice; 2] {
    let choice = |key, words: &str, known, said| Choice { key: Some(key), words: words.to_owned(), known, answer: answer(said) };
    [choice('y', yes, of_yes, YesNo::Yes), choice('n', no, of_no, YesNo::No)]
}

/// What the firm sells, or says it does not: what is most its own first.
fn offerings<'a>(view: &View<'a>) -> Vec<&'a Offering> {
    let mut all: Vec<&Offering> = view.book.records().offerings.iter().filter(|offering| !offering.archived).collect();
    all.sort_by_cached_key(|offering| (offering.core, name_key(offering.name.as_str()), offering.id));
    all
}
