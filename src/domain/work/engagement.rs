//! An engagement, from the first word to the last day; until it is booked it is called an opportunity.

use chrono::NaiveDate;

use crate::domain::id::{CustomerId, EngagementId, OfferingId, VariantId};
use crate::domain::money::Minor;
use crate::domain::practice::CoreClass;
use crate::domain::record::{Field, Shape, Sound, Target, Wrong, one_of, record};
use crate::domain::settings::Hundredths;
use crate::domain::text::{Line, Prose};

one_of! {
    /// How far it has come.
    Stage {
        /// A name, no more.
        Lead = "lead", "lead";
        /// Talking about it.
        Talking = "talking", "talking";
        /// An offer is out.
        Proposal = "proposal", "proposal";
        /// They said yes; nothing is signed.
        Verbal = "verbal", "verbal yes";
        /// Signed.
        Booked = "booked", "booked";
        /// Over.
        Done = "done", "done";
        /// Not won.
        Lost = "lost", "lost";
    }
}

one_of! {
    /// What became of a term at its end.
    Renewal {
        /// It goes on.
        Renewed = "renewed", "renewed";
        /// It does not.
        Ended = "ended", "not renewed";
    }
}

one_of! {
    /// An answer that may still be owed.
    YesNo {
        /// Yes.
        Yes = "yes", "yes";
        /// No.
        No = "no", "no";
    }
}

one_of! {
    /// What came of the scope gate (product claim A11).
    Agreed {
        /// It is what the firm does.
        InScope = "in scope", "what you do";
        /// It is not, and was taken on purpose.
        OnPurpose = "on purpose", "taken on purpose";
        /// It is not, and was declined.
        Declined = "declined", "declined";
    }
}

record! {
    /// Work for a customer: agreed, or hoped for.
    Engagement, EngagementId {
        /// For whom; nobody known yet.
        customer: Option<CustomerId> = Field::new("Customer", Shape::Link(Target::Customer)).hint("a new name becomes a new prospect");
        /// What it is called.
        title: Option<Line> = Field::new("Title", Shape::Line).hint("Route portal, Care plan");
        /// How far it has come.
        stage: Stage = Field::new("Stage", Shape::OneOf(Stage::WORDS)).needed();
        /// What is delivered.
        offering: Option<OfferingId> = Field::new("Offering", Shape::Link(Target::Offering)).hint("which of the things you sell");
        /// In which way.
        variant: Option<VariantId> = Field::new("Variant", Shape::Link(Target::Variant)).hint("which way of doing it");
        /// How near it is to what the firm is for; where not said, as the offering.
        core: Option<CoreClass> = Field::new("Class", Shape::OneOf(CoreClass::WORDS)).hint("empty: as the offering");
        /// First day.
        starts: Option<NaiveDate> = Field::new("Starts", Shape::Date { ahead: true }).hint("empty: not known yet");
        /// Last day; none: it goes on.
        ends: Option<NaiveDate> = Field::new("Ends", Shape::Date { ahead: true }).hint("empty: it goes on, or until the days are used up");
        /// Days a week.
        days_per_week: Option<Hundredths> = Field::new("Days a week", Shape::Days { most: 1_000 }).hint("2.5");
        /// Days in all.
        total_days: Option<Hundredths> = Field::new("Days in all", Shape::Days { most: 10_000 }).hint("in place of days a week, or of an end");
        /// What it is worth in all, in the book's currency.
        value: Option<Minor> = Field::new("Value", Shape::Money { signed: false }).hint("what it brings in all");
        /// What a day brings, in the book's currency.
        rate: Option<Minor> = Field::new("Day rate", Shape::Money { signed: false });
        /// How likely it is, in percent; where not said, as the stage.
        odds: Option<Hundredths> = Field::new("Odds", Shape::Percent).hint("empty: as usual at its stage");
        /// When they were first talked to about it.
        first_contact: Option<NaiveDate> = Field::new("First contact", Shape::Date { ahead: false });
        /// When what was agreed runs out and may be renewed.
        term_end: Option<NaiveDate> = Field::new("Term ends", Shape::Date { ahead: true }).hint("the day to renew by; empty: nothing to renew");
        /// Which engagement it goes on from.
        renewal_of: Option<EngagementId> = Field::new("Renewal of", Shape::Link(Target::Engagement));
        /// Why it is expected to be renewed (product claim E10).
        expects: Option<Line> = Field::new("Why they renew", Shape::Line).hint("what makes you expect it; hope is no reason");
        /// What became of the term.
        renewal: Option<Renewal> = Field::new("At its end", Shape::OneOf(Renewal::WORDS));
        /// Why it was won or lost.
        reason: Option<Line> = Field::new("Why won or lost", Shape::Line);
        /// Whether the variant is one the firm supports (scope gate).
        supported: Option<YesNo> = Field::new("Variant supported", Shape::OneOf(YesNo::WORDS));
        /// Whether there is a written process (scope gate).
        documented: Option<YesNo> = Field::new("Process written", Shape::OneOf(YesNo::WORDS));
        /// What came of the scope gate.
        agreed: Option<Agreed> = Field::new("Scope", Shape::OneOf(Agreed::WORDS)).hint("what you decided at the scope gate");
        /// Whatever is to be remembered.
        note: Option<Prose> = Field::new("Note", Shape::Prose);
        /// What another program calls it: it tells two of the same name apart.
        reference: Option<Line> = Field::new("Number", Shape::Line).ours();
        /// Since when it is a lead.
        lead_on: Option<NaiveDate> = Field::new("Lead since", Shape::Date { ahead: false }).ours();
        /// Since when it is talked about.
        talking_on: Option<NaiveDate> = Field::new("Talking since", Shape::Date { ahead: false }).ours();
        /// Since when an offer is out.
        proposal_on: Option<NaiveDate> = Field::new("Proposal since", Shape::Date { ahead: false }).ours();
        /// When they said yes.
        verbal_on: Option<NaiveDate> = Field::new("Verbal yes on", Shape::Date { ahead: false }).ours();
        /// When it was signed.
        booked_on: Option<NaiveDate> = Field::new("Booked on", Shape::Date { ahead: false }).ours();
        /// When it was over.
        done_on: Option<NaiveDate> = Field::new("Done on", Shape::Date { ahead: false }).ours();
        /// When it was lost.
        lost_on: Option<NaiveDate> = Field::new("Lost on", Shape::Date { ahead: false }).ours();
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden, counts nowhere")).ours();
    }
}

impl Stage {
    /// The stages of an opportunity, in their order.
    pub const OPEN: [Stage; 4] = [Stage::Lead, Stage::Talking, Stage::Proposal, Stage::Verbal];

    /// Whether it may still be won.
    #[must_use]
    pub fn is_open(self) -> bool {
        self < Stage::Booked
    }

    /// Whether it was won.
    #[must_use]
    pub fn is_won(self) -> bool {
        matches!(self, Stage::Booked | Stage::Done)
    }

    /// The stage it comes to next; none after the last.
    #[must_use]
    pub fn next(self) -> Option<Stage> {
        match self {
            Stage::Done | Stage::Lost => None,
            stage => Stage::ALL.get(stage as usize + 1).copied(),
        }
    }
}

/// The longest an engagement may last: longer is a slip of the pen.
const LONGEST_YEARS: u32 = 20;

impl Engagement {
    /// A new one at a stage, with nothing said of it.
    #[must_use]
    pub fn blank(stage: Stage) -> Engagement {
        Engagement {
            id: EngagementId(0),
            customer: None,
            title: None,
            stage,
            offering: None,
            variant: None,
            core: None,
            starts: None,
            ends: None,
            days_per_week: None,
            total_days: None,
            value: None,
            rate: None,
            odds: None,
            first_contact: None,
            term_end: None,
            renewal_of: None,
            expects: None,
            renewal: None,
            reason: None,
            supported: None,
            documented: None,
            agreed: None,
            note: None,
            reference: None,
            lead_on: None,
            talking_on: None,
            proposal_on: None,
            verbal_on: None,
            booked_on: None,
            done_on: None,
            lost_on: None,
            archived: false,
        }
    }

    /// When it came to a stage, where that is known.
    #[must_use]
    pub fn entered(&self, stage: Stage) -> Option<NaiveDate> {
        match stage {
            Stage::Lead => self.lead_on,
            Stage::Talking => self.talking_on,
            Stage::Proposal => self.proposal_on,
            Stage::Verbal => self.verbal_on,
            Stage::Booked => self.booked_on,
            Stage::Done => self.done_on,
            Stage::Lost => self.lost_on,
        }
    }

    fn entered_mut(&mut self, stage: Stage) -> &mut Option<NaiveDate> {
        match stage {
            Stage::Lead => &mut self.lead_on,
            Stage::Talking => &mut self.talking_on,
            Stage::Proposal => &mut self.proposal_on,
            Stage::Verbal => &mut self.verbal_on,
            Stage::Booked => &mut self.booked_on,
            Stage::Done => &mut self.done_on,
            Stage::Lost => &mut self.lost_on,
        }
    }

    /// The same at another stage, which it comes to on a day. Going back it keeps the day it first came there, and has
    /// not come to the later stages yet.
    #[must_use]
    pub fn moved_to(&self, stage: Stage, on: NaiveDate) -> Engagement {
        let mut moved = Engagement { stage, ..self.clone() };
        let before = self.entered(stage).filter(|_| stage <= self.stage);
        *moved.entered_mut(stage) = Some(before.unwrap_or(on));
        for later in Stage::ALL.iter().filter(|later| **later > stage) {
            *moved.entered_mut(*later) = None;
        }
        moved
    }

    /// Whether it was over, as of a day, before it began: it never took place.
    #[must_use]
    pub fn is_called_off(&self, today: NaiveDate) -> bool {
        self.stage == Stage::Done && self.starts.is_some_and(|starts| self.done_on.unwrap_or(today) < starts)
    }

    /// Whether its first and last day can be.
    ///
    /// # Errors
    /// Why they cannot.
    pub fn check_span(&self) -> Result<(), Wrong> {
        if let (Some(starts), Some(ends)) = (self.starts, self.ends) {
            if ends < starts {
                return Err(Wrong::at("ends", "It ends before it starts. Change one of the two days."));
            }
            if ends.years_since(starts).is_some_and(|years| years >= LONGEST_YEARS) {
                let words = format!("That is more than {LONGEST_YEARS} years. Leave the end empty for work that goes on.");
                return Err(Wrong::at("ends", words));
            }
        }
        if self.starts.is_none() && self.ends.is_some() {
            return Err(Wrong::at("starts", "Say when it starts, or leave the end empty."));
        }
        Ok(())
    }
}

impl Sound for Engagement {
    fn check(&self) -> Result<(), Wrong> {
        if self.customer.is_none() && self.title.is_none() {
            return Err(Wrong::at("title", "Say for whom it is, or what it is called."));
        }
        self.check_span()?;
        if let (Some(starts), Some(term_end)) = (self.starts, self.term_end) {
            if term_end < starts {
                return Err(Wrong::at("term_end", "The term ends before the work starts. Change one of the two days."));
            }
            if term_end.years_since(starts).is_some_and(|years| years >= LONGEST_YEARS) {
                return Err(Wrong::at("term_end", format!("That is more than {LONGEST_YEARS} years. Give the end of this term.")));
            }
        }
        if self.odds.is_some_and(|odds| odds.0 > 10_000) {
            return Err(Wrong::at("odds", "Odds go from 0 to 100 %."));
        }
        if self.renewal_of.is_some_and(|of| of == self.id && of.0 != 0) {
            return Err(Wrong::at("renewal_of", "An engagement does not renew itself. Name the one before it."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(starts: &str, ends: &str) -> Engagement {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Engagement { title: Line::some("Portal"), starts: date(starts), ends: date(ends), ..Engagement::blank(Stage::Booked) }
    }

    #[test]
    fn dates_that_cannot_be_are_refused_with_a_reason() {
        let refused = |work: Engagement| work.check().err().map(|wrong| wrong.field);
        assert_eq!(refused(between("2026-04-06", "2026-04-06")), None);
        assert_eq!(refused(between("2026-04-06", "")), None);
        assert_eq!(refused(between("", "")), None);
        assert_eq!(refused(between("2026-04-06", "2026-04-05")), Some("ends"));
        assert_eq!(refused(between("", "2026-04-05")), Some("starts"));
        assert_eq!(refused(between("2026-04-06", "2046-04-05")), None);
        assert_eq!(refused(between("1926-04-06", "2326-04-06")), Some("ends"));
        assert_eq!(refused(Engagement { odds: Some(Hundredths(10_001)), ..between("", "") }), Some("odds"));
        assert_eq!(refused(Engagement { title: None, ..between("", "") }), Some("title"));
    }

    #[test]
    fn stages_follow_each_other_and_remember_when() {
        let stages: Vec<Stage> = std::iter::successors(Some(Stage::Lead), |stage| stage.next()).collect();
        assert_eq!(stages, [Stage::Lead, Stage::Talking, Stage::Proposal, Stage::Verbal, Stage::Booked, Stage::Done]);
        assert_eq!((Stage::Lost.next(), Stage::Verbal.is_open(), Stage::Booked.is_open()), (None, true, false));
        let day = "2026-11-22".parse().unwrap();
        let booked = between("", "").moved_to(Stage::Booked, day);
        assert_eq!((booked.stage, booked.entered(Stage::Booked), booked.entered(Stage::Lead)), (Stage::Booked, Some(day), None));
    }

    #[test]
    fn going_back_keeps_the_first_day_and_forgets_the_later_ones() {
        let [first, second, third]: [NaiveDate; 3] = ["2026-01-05", "2026-02-02", "2026-03-02"].map(|day| day.parse().unwrap());
        let proposed = Engagement::blank(Stage::Lead).moved_to(Stage::Talking, first).moved_to(Stage::Proposal, second);
        let back = proposed.moved_to(Stage::Talking, third);
        assert_eq!((back.stage, back.talking_on, back.proposal_on), (Stage::Talking, Some(first), None));
        // A stage it never had it comes to now.
        assert_eq!(proposed.moved_to(Stage::Lead, third).lead_on, Some(third));
        // Booked again after it was done or lost: signed when it was signed, over no more.
        let booked = proposed.moved_to(Stage::Booked, second);
        let again = booked.moved_to(Stage::Done, third).moved_to(Stage::Booked, third);
        assert_eq!((again.booked_on, again.done_on, again.proposal_on), (Some(second), None, Some(second)));
        let again = proposed.moved_to(Stage::Lost, third).moved_to(Stage::Proposal, third);
        assert_eq!((again.proposal_on, again.lost_on), (Some(second), None));
        // Going on is told by the day it happens, whatever stood there.
        let stale = Engagement { done_on: Some(first), ..booked };
        assert_eq!(stale.moved_to(Stage::Done, third).done_on, Some(third));
    }
}
