//! The sentence above the list: how many, how much, who weighs most.

use super::scored;
use crate::domain::figures::is_colleague;
use crate::domain::insight::matrix::Quadrant;
use crate::domain::insight::one_off::Standing;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::windows::over;
use crate::domain::money::{self, Minor, counted};
use crate::domain::roster::Roster;
use crate::domain::series::Basis;
use crate::intent::View;
use crate::ui::{Canvas, Role, Span};

/// What the sentence says, worked out when the book moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Customers that are not archived.
    pub(super) active: usize,
    /// Archived ones.
    pub(super) archived: usize,
    /// Colleagues among the active who never bought.
    colleagues: usize,
    one_off: usize,
    /// Those who fit, and whose mood is low (`metrics.md` item 38).
    grinders: usize,
    /// Those without fit or mood.
    unplaced: usize,
    /// Whether answers of an earlier quarter are shown.
    pub(super) carried: bool,
    /// Whether anybody takes clearly more hours than revenue (`metrics.md` item 13).
    pub(super) over_served: bool,
    /// Revenue of 12 months (`metrics.md` item 1).
    net: Minor,
    /// The largest unit's share of it, groups counted once (`metrics.md` item 3).
    biggest: Option<Ratio>,
    /// The largest three's.
    three: Option<Ratio>,
}

impl Summary {
    /// Of a book and its roster.
    pub(super) fn of(view: &View<'_>, roster: &Roster) -> Summary {
        let mut summary = Summary { net: roster.net(), ..Summary::default() };
        for (line, customer) in roster.lines().iter().zip(view.book.customers()) {
            if customer.archived {
                summary.archived += 1;
                continue;
            }
            summary.active += 1;
            summary.colleagues += usize::from(line.first.is_none() && is_colleague(view.book, customer));
            summary.one_off += usize::from(view.book.standing(line.customer, line.standing, view.today.into()) == Standing::OneOff);
        }
        let year = roster.year(view.book);
        let top = |count| year.top(count).map(|top| top.share);
        summary.biggest = top(1);
        summary.three = top(3).filter(|_| year.holdings().len() > 3);
        summary.score(view);
        summary
    }

    fn score(&mut self, view: &View<'_>) {
        let Some(scores) = scored::scores(view).filter(|_| !view.book.awaits_series()) else {
            // Nobody is called unplaced whose answers may still come.
            self.unplaced = if view.book.awaits_series() { 0 } else { self.active - self.colleagues };
            return;
        };
        let count = |quadrant: Quadrant| scores.corners()[quadrant as usize].customers;
        (self.grinders, self.unplaced) = (count(Quadrant::Grinder), count(Quadrant::Unplaced));
        self.carried = scores.scores().iter().any(|score| {
            let fit = score.fit.is_some_and(|fit| !fit.confirmed);
            score.in_matrix && (fit || score.mood.is_some_and(|mood| !mood.confirmed))
        });
        self.over_served = scores.scores().iter().any(|score| score.in_matrix && scores.over_service(score).is_flagged());
    }

    /// The sentence in parts, the most important first.
    fn parts(&self, view: &View<'_>) -> Vec<Vec<Span>> {
        let currency = view.book.settings.base();
        let number = |number: &str, words: &str| {
            vec![Span::new(number.to_owned(), Role::Text).bold(), Span::new(format!(" {words}"), Role::Muted)]
        };
        let customers = (self.active - self.colleagues) as u64;
        let mut parts =
            vec![number(&money::thousands(u128::from(customers)), if customers == 1 { "customer" } else { "customers" })];
        if self.colleagues > 0 {
            parts[0].push(Span::new(format!(" and {}", counted(self.colleagues as u64, "colleague", "colleagues")), Role::Muted));
        }
        let in_a_year = match view.book.settings.basis {
            Basis::Invoiced => "in 12 months",
            Basis::Paid => "paid in 12 months",
        };
        match self.biggest {
            Some(_) => parts.push(number(&money::whole(self.net, currency), in_a_year)),
            None => parts.push(vec![Span::new(format!("nothing {}", in_a_year.replace("in ", "in the last ")), Role::Muted)]),
        }
        if let Some(share) = self.biggest {
            let percent = format!("{}%", share.decimal(100, 0));
            let biggest = Span::new("biggest ", Role::Muted);
            parts.push(if over(share, view.book.settings.limit) {
                vec![biggest, Span::new(format!("{percent} {}", view.look.glyphs.care()), Role::Bad).bold()]
            } else {
                vec![biggest, Span::new(percent, Role::Text).bold()]
            });
        }
        if let Some(share) = self.three {
            let percent = format!("{}%", share.decimal(100, 0));
            parts.push(vec![Span::new("top three ", Role::Muted), Span::new(percent, Role::Text).bold()]);
        }
        if self.grinders > 0 {
            let words = if self.grinders == 1 { "grinder" } else { "grinders" };
            parts.push(number(&money::thousands(self.grinders as u128), words));
        }
        if self.unplaced > 0 {
            parts.push(number(&money::thousands(self.unplaced as u128), "unplaced"));
        }
        if self.one_off > 0 {
            parts.push(number(&money::thousands(self.one_off as u128), "bought once"));
        }
        if self.unplaced > 0 {
            let key = Span::new("P", Role::Accent).bold();
            parts.push(vec![key, Span::new(" places the unplaced", Role::Muted)]);
        }
        parts
    }

    /// Draws as many parts as there is room for.
    pub(super) fn render(&self, view: &View<'_>, row: u16, canvas: &mut Canvas<'_>) {
        const GAP: usize = 5;
        let area = view.area;
        let mut column = usize::from(area.x) + 2;
        for (at, part) in self.parts(view).iter().enumerate() {
            let width: usize = part.iter().map(|span| crate::chart::cells::width(&span.text)).sum();
            if at > 0 && column + width > usize::from(area.right()) {
                break;
            }
            let room = usize::from(area.right()).saturating_sub(column);
            canvas.spans(column as u16, row, room as u16, part);
            column += width + GAP;
        }
    }
}
