//! How many customers there are, and how many came back (`metrics.md` item 16).

use crate::domain::insight::one_off::JUDGED_AFTER_DAYS;
use crate::domain::money::thousands;
use crate::report::Report;
use crate::report::compose::{counted, during};
use crate::report::page::Block;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let head = &report.shown.figures.customers;
    let archived_too = if head.with_revenue > head.total { ", counting archived ones" } else { "" };
    let period = during(report);
    let first = match (head.total, head.with_revenue) {
        (total, 0) => format!("{}, none with revenue {period}.", counted(total, "customer", "customers")),
        (1, 1) => format!("One customer, with revenue {period}."),
        (total, with) if total == with => format!("{} customers, all of them with revenue {period}.", thousands(total as u128)),
        (total, with) => {
            format!("{}, {} with revenue {period}{archived_too}.", counted(total, "customer", "customers"), thousands(with as u128))
        }
    };
    let mut said = vec![first, came_back(report)];
    let one_off = &head.one_off;
    if one_off.judgeable() > 0 && one_off.too_early > 0 {
        let early = thousands(one_off.too_early as u128);
        said.push(
            if one_off.too_early == 1 { "For one more".into() } else { format!("For {early} more") } + " it is too early to say.",
        );
    }
    match one_off.prospects {
        0 => {}
        1 => said.push("One has never bought.".into()),
        never => said.push(format!("{} have never bought.", thousands(never as u128))),
    }
    vec![Block::Prose(said.join(" "))]
}

fn came_back(report: &Report) -> String {
    let one_off = &report.shown.figures.customers.one_off;
    let Some(rate) = one_off.rate() else {
        return format!(
            "Who comes back and who bought only once cannot be told yet: that takes {JUDGED_AFTER_DAYS} days from a first sale."
        );
    };
    let judged = one_off.judgeable();
    let known = match judged {
        1 => "The one you have known long enough to judge".to_owned(),
        judged => format!("{} you have known long enough to judge", thousands(judged as u128)),
    };
    match one_off.one_off {
        0 if judged == 1 => format!("{known} came back."),
        0 => format!("All {known} came back."),
        1 if judged == 1 => format!("{known} bought only once."),
        once if once == judged => format!("All {known} bought only once."),
        1 => format!("Of the {known}, one bought only once ({}%).", rate.decimal(100, 1)),
        once => format!("Of the {known}, {} bought only once ({}%).", thousands(once as u128), rate.decimal(100, 1)),
    }
}
