//! What if these customers were lost: revenue, runway and the book that stays (`metrics.md` items 2 to 5 and 9).
//!
//! Always over the last twelve months, whatever period is on screen: that is what the runway is counted from. Who is
//! marked, and how the answer is drawn, is the screen's business.

use crate::domain::book::Book;
use crate::domain::figures::Figures;
use crate::domain::money::Minor;
use crate::domain::settings::Hundredths;

use super::concentration::{Holding, Rest};
use super::ratio::Ratio;
use super::stress::{Missing, Part, Runway};

/// The book without some of its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// Who is lost and what they brought, in the fixed order. A unit without revenue takes nothing and is not in it.
    pub lost: Vec<Holding>,
    /// Revenue of the last twelve months, credits taken off.
    pub now: Minor,
    /// The same without what is lost.
    pub after: Minor,
    /// The runway as things are, or what the owner has to say first.
    pub runway_now: Result<Runway, Missing>,
    /// The runway once they are gone, each after its own notice.
    pub runway_after: Result<Runway, Missing>,
    /// Months of runway the owner wants.
    pub tolerance: Hundredths,
    /// Those who stay.
    pub rest: Rest,
}

impl WhatIf {
    /// The book without some holdings of the last twelve months, in the fixed order. It looks at those alone: a cursor that
    /// moves asks this of a book of any size.
    #[must_use]
    pub fn of(book: &Book, figures: &Figures, lost: Vec<Holding>) -> WhatIf {
        let parts: Vec<Part> = lost.iter().map(|holding| figures.part(book, holding)).collect();
        WhatIf {
            now: figures.year_total,
            after: Minor(figures.year_total.0 - lost.iter().map(|holding| holding.net.0).sum::<i64>()),
            runway_now: figures.stress.losing(&[]),
            runway_after: figures.stress.losing(&parts),
            tolerance: book.settings.tolerance,
            rest: figures.year.rest(&lost),
            lost,
        }
    }

    /// What is lost, in money.
    #[must_use]
    pub fn loss(&self) -> Minor {
        Minor(self.now.0 - self.after.0)
    }

    /// How revenue changes, as part of what it is now: -1 to 0 but for books in credit. `None` without revenue.
    #[must_use]
    pub fn change(&self) -> Option<Ratio> {
        Ratio::new(-i128::from(self.loss().0), i128::from(self.now.0))
    }

    /// Whether the runway that is left reaches the tolerance, by unrounded values; `None` while it cannot be told.
    #[must_use]
    pub fn passes(&self) -> Option<bool> {
        self.runway_after.ok().map(|runway| runway.passes(self.tolerance))
    }

    /// How many average customers fill the hole: what is lost over the mean of those who stay. `None` when nobody stays.
    #[must_use]
    pub fn customers_to_win(&self) -> Option<Ratio> {
        let staying = self.rest.units as i128;
        Ratio::new(i128::from(self.loss().0) * staying, i128::from(self.rest.total().0))
    }

    /// Who is the biggest then, with their share, 0 to 1.
    #[must_use]
    pub fn biggest(&self) -> Option<(Holding, Ratio)> {
        let leader = self.rest.leader?;
        Some((leader, self.rest.share(leader.net)?))
    }

    /// How many equal customers the book behaves like then.
    #[must_use]
    pub fn effective(&self) -> Option<Ratio> {
        self.rest.effective()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::id::CustomerId;
    use crate::domain::invoice::Kind;
    use crate::domain::period::Period;
    use crate::domain::series::{Entry, Series};
    use crate::domain::settings::Settings;

    /// The book of the picture in `experience.md`.
    const SAMPLE: [i64; 16] = [
        142_300, 86_500, 61_200, 54_800, 48_600, 41_900, 36_400, 31_200, 26_800, 22_500, 18_900, 14_200, 11_600, 8_300, 5_200,
        2_000,
    ];
    const F1: [i64; 6] = [48_000, 24_000, 12_000, 9_000, 6_000, 1_000];

    fn book(amounts: &[i64], outgo: i64, reserve: i64) -> Book {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let entry = |day: &str, units: i64| Entry {
            day: date(day).into(),
            minor: units * 100,
            paid: None,
            kind: if units < 0 { Kind::Credit } else { Kind::Invoice },
            rated: true,
        };
        let id = |place: usize| CustomerId(place as i64 + 1);
        let named = |place: usize| Customer { id: id(place), ..Customer::named(format!("C{place:02}").as_str().into()) };
        // The old document makes the history longer than a year.
        let series = amounts
            .iter()
            .enumerate()
            .map(|(place, units)| (id(place), Series::pack(vec![entry("2026-01-10", *units), entry("2020-01-15", 0)])));
        let settings = Settings { outgo: Some(Minor(outgo * 100)), reserve: Some(Minor(reserve * 100)), ..Settings::default() };
        Book::new(settings, (0..amounts.len()).map(named).collect(), series.collect())
    }

    fn losing(book: &Book, marked: &[i64]) -> WhatIf {
        let figures = Figures::of(book, Period::Months(1), "2026-03-31".parse().unwrap());
        let lost = figures.year.holdings().iter().filter(|holding| marked.contains(&holding.unit.0));
        WhatIf::of(book, &figures, lost.copied().collect())
    }

    fn months(runway: Result<Runway, Missing>, places: u32) -> String {
        runway.unwrap().months().map_or("self-sustaining".to_owned(), |months| months.decimal(1, places))
    }

    #[test]
    fn the_picture_holds() {
        let book = book(&SAMPLE, 42_000, 60_000);
        let without = losing(&book, &[1]);
        assert_eq!((without.now, without.after, without.loss()), (Minor(61_240_000), Minor(47_010_000), Minor(14_230_000)));
        assert_eq!(without.change().unwrap().decimal(100, 1), "-23.2");
        // 470,100 / 12 = 39,175 in, 42,000 out: 60,000 / 2,825 = 21.2 months.
        assert_eq!((months(without.runway_now, 1), months(without.runway_after, 1)), ("self-sustaining".into(), "21.2".into()));
        assert_eq!(without.passes(), Some(true));
        // 142,300 / (470,100 / 15 = 31,340).
        assert_eq!(without.customers_to_win().unwrap().decimal(1, 1), "4.5");
        let (biggest, share) = without.biggest().unwrap();
        assert_eq!((biggest.unit, share.decimal(100, 0)), (CustomerId(2), "18".into()));
        assert_eq!(without.effective().unwrap().decimal(1, 1), "9.8");
    }

    #[test]
    fn several_losses_with_notice_add_up_piece_by_piece() {
        let f1 = |days: [Option<u32>; 2]| {
            let mut book = book(&F1, 6_500, 18_000);
            for (place, notice_days) in days.into_iter().enumerate() {
                let id = CustomerId(place as i64 + 1);
                let customer = book.customer(id).unwrap().clone();
                book.replace_customer(id, Some(Customer { notice_days, ..customer }));
            }
            losing(&book, &[2, 1])
        };
        let at_once = f1([None, None]);
        assert_eq!((months(at_once.runway_after, 2), at_once.passes()), ("4.32".into(), Some(false)));
        assert_eq!(at_once.lost.iter().map(|holding| holding.unit.0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((at_once.after, at_once.change().unwrap().decimal(100, 1)), (Minor(2_800_000), "-72.0".into()));
        // 72,000 / (28,000 / 4).
        assert_eq!(at_once.customers_to_win(), Ratio::new(72, 7));
        // 30 and 91 days are not quite one month and three, for which the months are 6.72.
        assert_eq!(months(f1([Some(30), Some(91)]).runway_after, 1), "6.7");
    }

    #[test]
    fn losing_nobody_or_everybody_has_an_answer() {
        let book = book(&F1, 6_500, 18_000);
        let nobody = losing(&book, &[99]);
        assert_eq!((nobody.loss(), nobody.change(), nobody.customers_to_win()), (Minor::ZERO, Ratio::new(0, 1), Ratio::new(0, 1)));
        let all = losing(&book, &[1, 2, 3, 4, 5, 6]);
        assert_eq!((all.after, months(all.runway_after, 2)), (Minor::ZERO, "2.77".into()));
        assert_eq!((all.customers_to_win(), all.biggest(), all.effective()), (None, None, None));
    }

    #[test]
    fn what_the_owner_has_not_said_is_named_and_revenue_still_told() {
        let mut book = book(&F1, 6_500, 18_000);
        book.replace_settings(Settings::default());
        let without = losing(&book, &[1]);
        assert_eq!(without.runway_after, Err(Missing { outgo: true, reserve: true }));
        assert_eq!((without.passes(), without.after), (None, Minor(5_200_000)));
    }

    #[test]
    fn a_unit_in_credit_takes_nothing_with_it() {
        // F1b: Fir -2,000. Plain total 97,000; without Alder 49,000; four stay with 51,000 between them.
        let without = losing(&book(&[48_000, 24_000, 12_000, 9_000, 6_000, -2_000], 6_500, 18_000), &[1, 6]);
        assert_eq!((without.now, without.after, without.lost.len()), (Minor(9_700_000), Minor(4_900_000), 1));
        assert_eq!(without.customers_to_win(), Ratio::new(48_000 * 4, 51_000));
    }
}
