//! Revenue and standing of a customer: what the roster knows.
//!
//! What they cost is in `costs`.

use super::{Span, Writer};
use crate::chart::cells::trend;
use crate::domain::customer::Customer;
use crate::domain::insight::life::Stage;
use crate::domain::insight::one_off::Standing;
use crate::domain::money::{self, Minor, counted};
use crate::domain::period::spoken;
use crate::domain::roster::{Line, Roster};
use crate::screens::customers::columns::{FOUR_YEARS, TWO_YEARS};
use crate::screens::customers::list::{days_since, is_over, is_quiet};
use crate::ui::Role;

impl Writer<'_> {
    pub(super) fn figures(&mut self, line: &Line, roster: &Roster, customer: &Customer) {
        let view = self.view;
        let currency = view.book.settings.base();
        if line.first.is_none() {
            self.prose("No invoices yet, so there are no figures.", 0, Role::Muted);
            return;
        }
        self.value("12 months", Span::new(money::whole(line.revenue, currency), Role::Text).bold());
        if let Some(share) = roster.share(line) {
            let percent = format!("{}%", share.decimal(100, 1));
            self.value(
                "Share of book",
                if is_over(line, roster, view) {
                    Span::new(format!("{percent} {} over {}%", view.look.glyphs.care(), view.book.settings.limit), Role::Bad)
                } else {
                    Span::new(percent, Role::Text)
                },
            );
        }
        if line.prior != Minor::ZERO {
            self.value("Year before", Span::new(money::whole(line.prior, currency), Role::Text));
            self.value("Change", changed(line));
        } else if line.revenue.0 > 0 {
            self.value("Year before", Span::new("nothing", Role::Muted));
        }
        let (quarters, label) = if self.width >= 44 { (FOUR_YEARS, "4 years") } else { (TWO_YEARS, "2 years") };
        let nets: Vec<i64> = roster.trend(customer.id, usize::from(quarters)).iter().map(|net| net.0).collect();
        self.value(label, Span::new(trend(&nets, view.look.glyphs.ascii), Role::Text));
        self.value("Invoices", Span::new(format!("{} in 12 months", money::thousands(u128::from(line.documents))), Role::Text));
        if let (Some(last), Some(days)) = (line.last, days_since(line, view.today)) {
            let ago = match days {
                0 => "today".to_owned(),
                1 => "yesterday".to_owned(),
                days @ ..730 => format!("{days} days ago"),
                days => format!("{} years ago", days / 365),
            };
            let quiet = is_quiet(line, view.today) && !customer.archived;
            let care = if quiet { format!(" {}", view.look.glyphs.care()) } else { String::new() };
            let role = if quiet { Role::Care } else { Role::Text };
            self.value("Last invoice", Span::new(spoken(last.date()), Role::Text));
            self.value("", Span::new(format!("{ago}{care}"), role));
        }
    }

    pub(super) fn standing(&mut self, customer: &Customer, line: &Line) {
        let standing = self.view.book.standing(customer.id, line.standing, self.view.today.into());
        let (words, role) = match standing {
            Standing::Prospect => ("never bought", Role::Muted),
            Standing::TooEarly => ("too early to say", Role::Muted),
            Standing::OneOff => ("once, not since", Role::Care),
            Standing::Repeat => ("again and again", Role::Good),
        };
        self.value("Buys", Span::new(words, role));
        let profile = self.view.book.records().profiles.iter().find(|profile| profile.customer == customer.id);
        let said = profile.and_then(|profile| profile.life_stage);
        let stage = Stage::of(said, standing, customer.since, line.last, self.view.today);
        // The others are told by what they buy already.
        if matches!(stage, Stage::New | Stage::Past | Stage::ForLife | Stage::Leaving) {
            let role = if stage == Stage::ForLife { Role::Good } else { Role::Text };
            self.value("Life stage", Span::new(stage.word(), role));
        }
        self.value(
            "Notice",
            match customer.notice_days {
                Some(days) => Span::new(counted(u64::from(days), "day", "days"), Role::Text),
                None => Span::new("none agreed: e adds it", Role::Muted),
            },
        );
        let segment = customer.segment.and_then(|id| self.view.book.segment(id));
        self.value(
            "Segment",
            match segment {
                Some(segment) => Span::new(segment.name.as_str(), Role::Text),
                None => Span::new("none: e adds it", Role::Muted),
            },
        );
    }
}

/// `down 9%`, `up 12%`: the last 12 months against those before.
fn changed(line: &Line) -> Span {
    let (now, before) = (i128::from(line.revenue.0), i128::from(line.prior.0));
    if before <= 0 {
        return Span::new("more than the year before", Role::Good);
    }
    let percent = money::rounded((now - before) * 100, before);
    match percent {
        0 => Span::new("about the same", Role::Text),
        ..0 => Span::new(format!("down {}%", money::thousands(percent.unsigned_abs())), Role::Care),
        _ => Span::new(format!("up {}%", money::thousands(percent.unsigned_abs())), Role::Good),
    }
}
