//! Hours and money that went into a customer, what is left, and what the relationship is worth.
//!
//! What a margin leaves out is named with the key that adds it, never shown as 0. The figures are
//! [`crate::domain::insight::margin`]'s and [`crate::domain::insight::value`]'s.

use super::{Known, Span, Writer};
use crate::domain::insight::fine::Fine;
use crate::domain::insight::margin::{Costs, Economics, Lack, OverService};
use crate::domain::insight::value::Relationship;
use crate::domain::money::{self, Minor};
use crate::domain::record::{Minutes, hours};
use crate::screens::customers::scored::minor;
use crate::ui::Role;

impl Writer<'_> {
    /// Effort, margin and worth; nothing of somebody who never bought and took nothing.
    pub(super) fn costs(&mut self, known: &Known<'_>) {
        let (score, book) = (known.score, self.view.book);
        let costs = &score.economics.costs;
        if costs.is_nothing() && !score.pays {
            return;
        }
        if !book.records().efforts.is_empty() {
            self.heading("Effort and cost in 12 months");
            self.effort(costs);
            self.margin(known);
        }
        if score.pays && !book.awaits_series() {
            self.worth(known);
        }
    }

    fn effort(&mut self, costs: &Costs) {
        let currency = self.view.book.settings.base();
        let delivery = Minutes(costs.hours.0 - costs.unbilled.0);
        let time = |Minutes(minutes)| (minutes > 0).then(|| format!("{} h", hours(Minutes(minutes))));
        let spent = |amount: Minor| (amount.0 > 0).then(|| money::whole(amount, currency));
        let winning = [time(costs.winning), spent(costs.winning_spent)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        for (label, words) in [
            ("Delivery", time(delivery)),
            ("Unbilled", time(costs.unbilled)),
            ("Expenses", spent(costs.expenses)),
            ("Acquisition", Some(winning).filter(|winning| !winning.is_empty())),
        ] {
            if let Some(words) = words {
                self.value(label, Span::new(words, Role::Text));
            }
        }
    }

    fn margin(&mut self, known: &Known<'_>) {
        let (score, currency) = (known.score, self.view.book.settings.base());
        let economics = &score.economics;
        if let Some(margin) = score.known_margin() {
            let role = if margin < Fine::ZERO { Role::Bad } else { Role::Text };
            let mut words = money::whole(margin.minor(), currency);
            if let Some(share) = economics.margin_share() {
                words = format!("{words}, {}%", share.decimal(100, 1));
            }
            self.value("Margin", Span::new(words, role));
        }
        if let Some(rate) = economics.hour_rate() {
            self.value("Rate per hour", Span::new(money::exact(minor(rate), currency), Role::Text));
        }
        self.over_service(known, economics);
        if let Some(lack) = known.scores.lack(score) {
            let dot = self.view.look.glyphs.dot();
            let words = match lack {
                Lack::BookHours => format!("no hours logged: margin leaves out cost to serve {dot} t adds some"),
                Lack::OwnHours => format!("no hours of theirs logged: margin leaves out cost to serve {dot} t adds some"),
                Lack::HourCost => format!("what an hour costs is not set, so there is no margin {dot} , on Matrix sets it"),
            };
            self.prose(&words, 0, Role::Muted);
        }
    }

    fn over_service(&mut self, known: &Known<'_>, economics: &Economics) {
        let index = known.scores.over_service(known.score);
        let care = self.view.look.glyphs.care();
        match index {
            OverService::AllCost => self.value("Over-service", Span::new(format!("all cost {care}"), Role::Bad)),
            OverService::Index(ratio) if economics.costs.hours.0 > 0 => {
                let words = ratio.decimal(1, 2);
                self.value(
                    "Over-service",
                    if index.is_flagged() {
                        Span::new(format!("{words} {care}"), Role::Care)
                    } else {
                        Span::new(words, Role::Text)
                    },
                );
            }
            OverService::Index(_) | OverService::NotMeasured => {}
        }
    }

    fn worth(&mut self, known: &Known<'_>) {
        let (book, dot) = (self.view.book, self.view.look.glyphs.dot());
        let Some(worth) = known.scores.relationship(book, known.score.customer) else { return };
        self.heading("Relationship");
        let money = |amount: Fine| Span::new(money::whole(amount.minor(), book.settings.base()), Role::Text);
        let Relationship { so_far, to_come, referred } = *worth;
        if !book.records().efforts.is_empty() {
            self.value("Margin of all years", money(so_far));
        }
        if referred != Fine::ZERO {
            self.value("By those they sent", money(referred));
        }
        match (to_come, known.scores.outlook()) {
            (Some(to_come), Some(outlook)) => {
                self.value("From next year on", money(to_come));
                self.value("Value", money(worth.value()).bold());
                if outlook.is_guess {
                    self.prose(&format!("by your guess of {}% renewal", outlook.percent()), 0, Role::Muted);
                }
            }
            _ => self.prose(&format!("value: needs your guess of how many stay {dot} , on Matrix sets it"), 0, Role::Muted),
        }
    }
}
