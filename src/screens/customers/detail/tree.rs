//! Who sent a customer and whom they sent, as a tree, with each one's margin of all years.
//!
//! The arrows and their worth are [`crate::domain::insight::referrals`]'; only here they become lines. Customers are named
//! through [`crate::intent::view::Names`] only.

use super::{Known, Row, Span, WIDEST_PAIR, Writer};
use crate::chart::cells::{cut, width};
use crate::domain::id::CustomerId;
use crate::domain::insight::referrals::{Arrow, Branch, Referrals};
use crate::domain::money::{self, counted};
use crate::domain::practice::{Referral, Sender};
use crate::screens::customers::table::HIDDEN;
use crate::ui::{Glyphs, Role};

/// Lines drawn of a tree, and two more where that is all of it.
const MOST: usize = 12;
/// Lines looked at to say how many more there are.
const COUNTED: usize = 500;

/// A line of the drawing.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    /// What stands before the name.
    stems: String,
    /// Whose line; `None`: the one that says how many more there are.
    arrow: Option<Arrow>,
}

impl Writer<'_> {
    /// Senders, the tree and its worth, word of mouth apart; nothing where there is none of it.
    pub(super) fn referrals(&mut self, customer: CustomerId, known: &Known<'_>, told: bool) {
        let (view, referrals) = (self.view, known.scores.referrals());
        let from = self.rows.len();
        self.heading("Referrals");
        let above = self.rows.len();
        for arrow in referrals.senders(customer) {
            let name = view.names.by_id(view.book, arrow.sender).to_owned();
            self.value("Sent by", Span::new(name + &part(arrow), Role::Text));
        }
        for name in self.partners(customer, told) {
            self.value("Sent by", Span::new(name, Role::Text));
        }
        self.tree(customer, known);
        let word = referrals.word_of_mouth(customer);
        if word > 0 {
            self.value("Word of mouth", Span::new(counted(word as u64, "time", "times"), Role::Text));
        }
        if self.rows.len() == above {
            self.rows.truncate(from);
        }
    }

    /// Partners who sent a customer.
    fn partners(&self, customer: CustomerId, told: bool) -> Vec<String> {
        let records = self.view.book.records();
        let sent = records
            .referrals
            .iter()
            .filter(|referral| referral.customer == Some(customer) && !referral.archived && referral.to_partner.is_none());
        let name = |sender| match sender {
            Sender::Partner(partner) if told => Some(records.partners.find(partner.0)?.name.to_string()),
            Sender::Partner(_) => Some(HIDDEN.to_owned()),
            Sender::Customer(_) => None,
        };
        let mut names: Vec<String> = sent.filter_map(Referral::sender).filter_map(name).collect();
        names.dedup();
        names
    }

    fn tree(&mut self, root: CustomerId, known: &Known<'_>) {
        let view = self.view;
        let (scores, currency) = (known.scores, view.book.settings.base());
        let (lines, more) = drawn(scores.referrals(), root, view.look.glyphs);
        if lines.is_empty() {
            return;
        }
        self.prose("They sent", 0, Role::Muted);
        for Line { stems, arrow } in lines {
            let Some(arrow) = arrow else {
                let words = if more < COUNTED { format!("and {more} more") } else { "and many more".to_owned() };
                self.branch(stems, &words, "", Role::Muted, String::new());
                continue;
            };
            let name = view.names.by_id(view.book, arrow.sent);
            let margin = scores.relationship(view.book, arrow.sent).map(|worth| money::whole(worth.so_far.minor(), currency));
            self.branch(stems, name, &part(&arrow), Role::Text, margin.unwrap_or_default());
        }
        if let Some(worth) = scores.relationship(view.book, root) {
            self.value("Worth of the tree", Span::new(money::whole(worth.tree().minor(), currency), Role::Text).bold());
        }
    }

    /// A line of the tree: stems, name and figure; the name is cut where there is no room for all.
    fn branch(&mut self, stems: String, name: &str, part: &str, role: Role, right: String) {
        let taken = width(&stems) + width(part) + width(&right) + 2;
        let room = self.width.min(WIDEST_PAIR).saturating_sub(taken);
        let name = cut(name, room, self.view.look.glyphs.ellipsis());
        let left = vec![Span::new(stems, Role::Faint), Span::new(name + part, role)];
        self.rows.push(Row { left, right: vec![Span::new(right, Role::Text)], ..Row::default() });
    }
}

/// How much of somebody is owed to this sender, where others sent them too.
fn part(arrow: &Arrow) -> String {
    if arrow.weight >= arrow.of { String::new() } else { format!(" ({}%)", (arrow.weight * 200 + arrow.of) / (arrow.of * 2)) }
}

/// The lines of the tree below a customer, and how many more there are; a deep or wide one is cut.
fn drawn(referrals: &Referrals, root: CustomerId, glyphs: Glyphs) -> (Vec<Line>, usize) {
    let mut branches = referrals.tree(root, COUNTED + MOST);
    let more = if branches.len() > MOST + 2 { branches.len() - MOST } else { 0 };
    branches.truncate(branches.len() - more);
    let mut depths: Vec<usize> = branches.iter().map(|branch: &Branch| branch.depth).collect();
    depths.extend((more > 0).then_some(1));
    let arrows = branches.iter().map(|branch| Some(branch.arrow)).chain((more > 0).then_some(None));
    let lines = arrows.enumerate().map(|(at, arrow)| Line { stems: stems(&depths, at, glyphs), arrow });
    (lines.collect(), more)
}

/// What stands before the name on a line: a stem for every branch that goes on below.
fn stems(depths: &[usize], at: usize, glyphs: Glyphs) -> String {
    let goes_on = |depth: usize| {
        let below = depths[at + 1..].iter().find(|other| **other <= depth);
        below == Some(&depth)
    };
    let mut stems = String::new();
    for depth in 1..depths[at] {
        stems += if goes_on(depth) { glyphs.vertical() } else { " " };
        stems += " ";
    }
    stems += if goes_on(depths[at]) { glyphs.branch() } else { glyphs.branch_end() };
    stems + " "
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ReferralId;
    use crate::domain::practice::Outcome;

    fn referrals(pairs: &[(i64, i64)]) -> Referrals {
        let date = "2026-01-05".parse().unwrap();
        let referral = |(number, (by, who)): (usize, &(i64, i64))| Referral {
            id: ReferralId(number as i64 + 1),
            customer: Some(CustomerId(*who)),
            from_customer: Some(CustomerId(*by)),
            from_partner: None,
            to_partner: None,
            weight: None,
            date,
            outcome: Outcome::Won,
            note: None,
            archived: false,
        };
        Referrals::on(&pairs.iter().enumerate().map(referral).collect::<Vec<_>>(), date)
    }

    fn picture(pairs: &[(i64, i64)], ascii: bool) -> Vec<String> {
        let (lines, more) = drawn(&referrals(pairs), CustomerId(1), Glyphs { ascii });
        let name = |arrow: Option<Arrow>| arrow.map_or(format!("and {more}"), |arrow| arrow.sent.0.to_string());
        lines.into_iter().map(|line| line.stems + &name(line.arrow)).collect()
    }

    #[test]
    fn a_tree_has_a_stem_for_every_branch_that_goes_on() {
        let pairs = [(1, 2), (1, 3), (2, 4), (2, 5), (4, 6), (3, 7)];
        assert_eq!(picture(&pairs, false), ["├ 2", "│ ├ 4", "│ │ └ 6", "│ └ 5", "└ 3", "  └ 7"]);
        assert_eq!(picture(&pairs, true), ["| 2", "| | 4", "| | ` 6", "| ` 5", "` 3", "  ` 7"]);
        assert_eq!(picture(&[(2, 1)], false), Vec::<String>::new());
    }

    #[test]
    fn wide_and_deep_trees_say_how_many_more_there_are() {
        let wide: Vec<(i64, i64)> = (2..=25).map(|who| (1, who)).collect();
        let drawn = picture(&wide, false);
        assert_eq!((drawn.len(), drawn[0].as_str(), drawn[11].as_str(), drawn[12].as_str()), (13, "├ 2", "├ 13", "└ and 12"));
        // Fourteen are shown rather than twelve and a line that says two more.
        assert_eq!(picture(&wide[..14], false).last().map(String::as_str), Some("└ 15"));
        // A line of eight is followed five deep.
        let deep: Vec<(i64, i64)> = (1..=8).map(|who| (who, who + 1)).collect();
        assert_eq!(picture(&deep, false).last().map(String::as_str), Some("        └ 6"));
        // Cut in the middle of a branch, the branch ends there.
        let mut both: Vec<(i64, i64)> = (10..=30).map(|who| (2, who)).collect();
        both.extend([(1, 2), (1, 3)]);
        let drawn = picture(&both, false);
        assert_eq!((drawn[0].as_str(), drawn[11].as_str(), drawn[12].as_str()), ("├ 2", "│ └ 20", "└ and 11"));
    }

    #[test]
    fn what_is_shared_says_so() {
        let arrow = |weight, of| Arrow { sender: CustomerId(1), sent: CustomerId(2), weight, of };
        assert_eq!([part(&arrow(1, 1)), part(&arrow(1, 3)), part(&arrow(2, 3))], ["", " (33%)", " (67%)"]);
    }
}
