//! What the data say of the first four criteria of fit, each with its reason in words (`metrics.md` item 36).
//!
//! What becomes of a suggestion beside the owner's ratings is [`super::fit`]'s business; the sums of a day come from
//! [`crate::domain::scores`].

use std::fmt;

use crate::domain::record::Rating;

use super::margin::OverService;
use super::ratio::Ratio;

/// How many criteria the data can speak of: margin, cheap to win, easy to serve, refers others.
pub const SUGGESTED: usize = 4;

/// A rating the data suggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// 1 to 5.
    pub rating: Rating,
    /// Why.
    pub reason: Reason,
}

/// Why the data suggest a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Margin, in tenths of a percent of revenue.
    Margin(i64),
    /// What winning them cost, in tenths of a percent of the first 12 months' revenue.
    CostToWin(i64),
    /// Hundredths of the over-service index.
    OverService(i64),
    /// Hours without revenue.
    AllCost,
    /// So many paying customers sent in 24 months.
    Sent(u32),
    /// Spoke well of the firm, or sent somebody who pays nothing yet.
    WordOfMouth,
    /// A customer for a year, and sent nobody in 24 months.
    SentNobody,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Reason::Margin(tenths) => write!(f, "margin {}%", Tenths(tenths)),
            Reason::CostToWin(tenths) => write!(f, "winning them took {}% of their first year", Tenths(tenths)),
            Reason::OverService(index) => write!(f, "over-service index {}.{:02}", index / 100, index % 100),
            Reason::AllCost => f.write_str("hours without revenue"),
            Reason::Sent(1) => f.write_str("sent 1 paying customer in 24 months"),
            Reason::Sent(sent) => write!(f, "sent {sent} paying customers in 24 months"),
            Reason::WordOfMouth => f.write_str("spreads the word"),
            Reason::SentNobody => f.write_str("sent nobody in 24 months"),
        }
    }
}

/// Tenths as a number: `50`, `-6.7`.
struct Tenths(i64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        write!(f, "{sign}{}", size / 10)?;
        if size.is_multiple_of(10) { Ok(()) } else { write!(f, ".{}", size % 10) }
    }
}

/// What a customer sent in 24 months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent {
    /// Customers who came and pay.
    pub paying: u32,
    /// Whether anything else came of their word: somebody sent who pays nothing, yet or ever, or praise in public.
    pub word: bool,
    /// Whether the first document is a year old, so that nothing sent says something.
    pub for_a_year: bool,
}

/// What is known of a customer on a day; `None` where the data do not exist, and then nothing is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Margin as a part of revenue: only with positive revenue, and hours or costs of the customer whose cost is known.
    pub margin: Option<Ratio>,
    /// What winning them cost as a part of the first 12 months' revenue: only where acquisition was logged by then.
    pub cost_to_win: Option<Ratio>,
    /// Hours beside revenue.
    pub over_service: OverService,
    /// What they sent: only where the book keeps any referral.
    pub sent: Option<Sent>,
}

impl Known {
    /// Nothing at all.
    pub const NOTHING: Known = Known { margin: None, cost_to_win: None, over_service: OverService::NotMeasured, sent: None };

    /// The ratings suggested, in the order of the criteria.
    #[must_use]
    pub fn suggestions(&self) -> [Option<Suggestion>; SUGGESTED] {
        let margin = self.margin.and_then(|margin| {
            let rating = stepped(|limit| margin >= percent(limit), [50, 35, 20, 0])?;
            Some(Suggestion { rating, reason: Reason::Margin(margin.rounded(1000) as i64) })
        });
        let cost_to_win = self.cost_to_win.and_then(|cost| {
            let rating = stepped(|limit| cost <= percent(limit), [2, 5, 10, 20])?;
            Some(Suggestion { rating, reason: Reason::CostToWin(cost.rounded(1000) as i64) })
        });
        [margin, cost_to_win, ease(self.over_service), self.sent.and_then(refers)]
    }
}

fn ease(over_service: OverService) -> Option<Suggestion> {
    match over_service {
        OverService::NotMeasured => None,
        OverService::AllCost => Some(Suggestion { rating: Rating::new(1)?, reason: Reason::AllCost }),
        OverService::Index(index) => {
            let rating = stepped(|limit| index <= percent(limit), [75, 100, 125, 200])?;
            Some(Suggestion { rating, reason: Reason::OverService(index.rounded(100) as i64) })
        }
    }
}

fn refers(sent: Sent) -> Option<Suggestion> {
    let (rating, reason) = match sent {
        Sent { paying: 2.., .. } => (5, Reason::Sent(sent.paying)),
        Sent { paying: 1, .. } => (4, Reason::Sent(1)),
        Sent { word: true, .. } => (3, Reason::WordOfMouth),
        Sent { for_a_year: true, .. } => (2, Reason::SentNobody),
        _ => return None,
    };
    Some(Suggestion { rating: Rating::new(rating)?, reason })
}

/// 5 where the first limit is kept, 4 at the second and so on, else 1.
fn stepped(keeps: impl Fn(i128) -> bool, limits: [i128; 4]) -> Option<Rating> {
    Rating::new(5 - limits.into_iter().position(keeps).unwrap_or(4) as u8)
}

fn percent(percent: i128) -> Ratio {
    Ratio::new(percent, 100).unwrap_or(Ratio::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(known: Known) -> Vec<(u8, String)> {
        known.suggestions().iter().flatten().map(|suggestion| (suggestion.rating.get(), suggestion.reason.to_string())).collect()
    }

    fn ratings(known: impl Fn(Ratio) -> Known, values: &[(i128, i128)]) -> Vec<u8> {
        let rating = |(numerator, denominator): &(i128, i128)| said(known(Ratio::new(*numerator, *denominator).unwrap()))[0].0;
        values.iter().map(rating).collect()
    }

    #[test]
    fn limits_belong_to_the_better_rating() {
        let margin = |margin| Known { margin: Some(margin), ..Known::NOTHING };
        let values = [(50, 100), (4_999, 10_000), (35, 100), (34, 100), (20, 100), (19, 100), (0, 1), (-1, 1000)];
        assert_eq!(ratings(margin, &values), [5, 4, 4, 3, 3, 2, 2, 1]);
        let cost = |cost| Known { cost_to_win: Some(cost), ..Known::NOTHING };
        let values = [(2, 100), (21, 1000), (5, 100), (51, 1000), (10, 100), (101, 1000), (20, 100), (201, 1000)];
        assert_eq!(ratings(cost, &values), [5, 4, 4, 3, 3, 2, 2, 1]);
        let index = |index| Known { over_service: OverService::Index(index), ..Known::NOTHING };
        let values = [(75, 100), (751, 1000), (1, 1), (1001, 1000), (5, 4), (1251, 1000), (2, 1), (2001, 1000)];
        assert_eq!(ratings(index, &values), [5, 4, 4, 3, 3, 2, 2, 1]);
    }

    #[test]
    fn reasons_are_words() {
        let known = Known {
            margin: Ratio::new(1, 2),
            cost_to_win: Ratio::new(25, 1000),
            over_service: OverService::Index(Ratio::new(227, 100).unwrap()),
            sent: Some(Sent { paying: 2, word: true, for_a_year: true }),
        };
        let words = ["margin 50%", "winning them took 2.5% of their first year", "over-service index 2.27"];
        let words = words.into_iter().chain(["sent 2 paying customers in 24 months"]).map(str::to_owned);
        assert_eq!(said(known), [5, 4, 1, 5].into_iter().zip(words).collect::<Vec<_>>());
        let loss = Known { margin: Ratio::new(-600, 9000), over_service: OverService::AllCost, ..Known::NOTHING };
        assert_eq!(said(loss), [(1, "margin -6.7%".to_owned()), (1, "hours without revenue".to_owned())]);
    }

    #[test]
    fn what_was_sent_is_rated() {
        let rating = |paying, word, for_a_year| {
            said(Known { sent: Some(Sent { paying, word, for_a_year }), ..Known::NOTHING }).first().map(|(rating, _)| *rating)
        };
        assert_eq!([rating(3, false, true), rating(1, true, true), rating(0, true, true)], [Some(5), Some(4), Some(3)]);
        assert_eq!([rating(0, false, true), rating(0, false, false)], [Some(2), None]);
        assert!(said(Known::NOTHING).is_empty());
    }
}
