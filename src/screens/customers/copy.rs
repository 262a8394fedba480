//! Customers as text for other programs: a sentence for one, lines for a spreadsheet for several.

use std::fmt::Write as _;

use super::list::days_since;
use crate::domain::guard::guarded;
use crate::domain::id::CustomerId;
use crate::domain::money;
use crate::domain::period::spoken;
use crate::intent::{Effect, View};

/// Copies one customer, or several.
pub(super) fn copy(customers: &[CustomerId], view: &View<'_>) -> Vec<Effect> {
    match customers {
        [] => Vec::new(),
        [one] => vec![Effect::Copy { text: sentence(*one, view), what: view.names.by_id(view.book, *one).to_owned() }],
        several => {
            let what = money::counted(several.len() as u64, "customer", "customers");
            vec![Effect::Copy { text: lines(several, view), what }]
        }
    }
}

/// `Harbourline Freight: $142,300 in 12 months, 23.2% of the book, last invoice 12 Oct 2026`.
fn sentence(id: CustomerId, view: &View<'_>) -> String {
    let roster = view.roster();
    let mut text = view.names.by_id(view.book, id).to_owned();
    let Some(line) = roster.line(id) else { return text };
    let Some(last) = line.last else {
        return text + ": no invoices yet";
    };
    let _ = write!(text, ": {} in 12 months", money::whole(line.revenue, view.book.settings.base()));
    if let Some(share) = roster.share(line) {
        let _ = write!(text, ", {}% of the book", share.decimal(100, 1));
    }
    let _ = write!(text, ", last invoice {}", spoken(last.date()));
    text
}

/// A line for each with its heading, parted by tabs.
fn lines(customers: &[CustomerId], view: &View<'_>) -> String {
    let currency = view.book.settings.base();
    let roster = view.roster();
    let mut text = format!("Customer\t12 months ({currency})\tShare %\tDays since last invoice\n");
    for line in customers.iter().filter_map(|id| roster.line(*id)) {
        let name = view.names.by_id(view.book, line.customer);
        let share = roster.share(line).map(|share| share.decimal(100, 1)).unwrap_or_default();
        let days = days_since(line, view.today).map(|days| days.to_string()).unwrap_or_default();
        let _ = writeln!(text, "{}\t{}\t{share}\t{days}", guarded(name), money::plain(line.revenue, currency));
    }
    text
}
