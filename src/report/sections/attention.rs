//! What needs attention: the findings in words, the largest stake first.

use crate::domain::money::thousands;
use crate::report::Report;
use crate::report::page::Block;

/// So many findings are read; more only tire.
const LISTED: usize = 12;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    if report.findings.is_empty() {
        return vec![Block::Prose("Nothing today.".to_owned())];
    }
    let mut points: Vec<String> = report.findings.iter().take(LISTED).map(|finding| finding.words.clone()).collect();
    if report.findings.len() > LISTED {
        points.push(format!("And {} more.", thousands((report.findings.len() - LISTED) as u128)));
    }
    vec![Block::List(points)]
}
