//! Rows that go on from another engagement: found once the whole file is read, so that the order of its rows says nothing.
//!
//! A row whose earlier one cannot be found is refused, and with it those that go on from it; nothing of them stays. Who
//! is meant by a name is [`super::known`]'s business.

use std::collections::{HashMap, HashSet};

use super::super::super::error::Error;
use super::super::super::work;
use super::super::Intake;
use super::known::Works;
use super::of_row;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::intake::Refusal;
use crate::domain::record::{Kind, Row, Value};
use crate::domain::text::Line;

const UNKNOWN: &str =
    "no engagement with this number, and not exactly one of the customer's with this title: correct it, or import that one first";
const CIRCLE: &str = "it would go on, by way of others, from itself";
const ALONG: &str = "the row it goes on from was refused";

/// A row that goes on from another.
pub(super) struct Link {
    pub(super) line: u64,
    /// What it calls the other.
    pub(super) token: Line,
    pub(super) taken: Taken,
}

/// What was done with the row so far.
pub(super) enum Taken {
    /// It stands in the book already, and so do the customers made for it.
    Added { row: Row, made: Vec<CustomerId> },
    /// It is about one the book has; nothing is written yet.
    Moved { before: Row, after: Row, kept: Option<(u64, &'static str)> },
}

impl Link {
    fn row(&self) -> &Row {
        match &self.taken {
            Taken::Added { row, .. } => row,
            Taken::Moved { after, .. } => after,
        }
    }

    fn id(&self) -> i64 {
        self.row().id
    }
}

/// The one a row goes on from, or why the row is refused.
type Found = Result<i64, &'static str>;

impl Works {
    /// What every link of the file comes to.
    fn resolved(&self, links: &[Link]) -> Vec<Found> {
        let older = |link: &Link| self.find(link.id()).and_then(|work| self.named(&link.token, work));
        let mut found: Vec<Found> = links.iter().map(|link| older(link).map(|EngagementId(id)| id).ok_or(UNKNOWN)).collect();
        let circles = self.circles(links, &found);
        for (found, _) in found.iter_mut().zip(links).filter(|(_, link)| circles.contains(&link.id())) {
            *found = Err(CIRCLE);
        }
        refuse_along(links, &mut found);
        found
    }

    /// Those that would go on, by way of others, from themselves.
    fn circles(&self, links: &[Link], found: &[Found]) -> HashSet<i64> {
        let proposed: HashMap<i64, i64> =
            links.iter().zip(found).filter_map(|(link, found)| Some((link.id(), (*found).ok()?))).collect();
        let before = |id: i64| {
            let known = || self.find(id).and_then(|work| work.renewal_of).map(|EngagementId(id)| id);
            proposed.get(&id).copied().or_else(known)
        };
        let mut circles = HashSet::new();
        // Every one is passed once: by the walk that came to it first.
        let mut passed: HashMap<i64, usize> = HashMap::new();
        for (walk, link) in links.iter().enumerate() {
            let mut path = Vec::new();
            let mut next = Some(link.id());
            while let Some(id) = next {
                if let Some(earlier) = passed.get(&id) {
                    if *earlier == walk {
                        circles.extend(path.iter().copied().skip_while(|passed| *passed != id));
                    }
                    break;
                }
                passed.insert(id, walk);
                path.push(id);
                next = before(id);
            }
        }
        circles
    }
}

/// Refuses those that go on from a new row that is refused.
fn refuse_along(links: &[Link], found: &mut [Found]) {
    let mut following: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, older) in found.iter().enumerate() {
        if let Ok(older) = older {
            following.entry(*older).or_default().push(at);
        }
    }
    let is_gone = |at: usize, found: &[Found]| found[at].is_err() && matches!(links[at].taken, Taken::Added { .. });
    let mut gone: Vec<usize> = (0..links.len()).filter(|at| is_gone(*at, found)).collect();
    while let Some(at) = gone.pop() {
        for next in following.remove(&links[at].id()).unwrap_or_default() {
            if found[next].is_ok() {
                found[next] = Err(ALONG);
                gone.extend(Some(next).filter(|next| is_gone(*next, found)));
            }
        }
    }
}

impl Intake<'_> {
    /// Links those that go on from another, once the whole file is read.
    pub(in crate::repository::take_in) fn link_works(&mut self) -> Result<(), Error> {
        let links = std::mem::take(&mut self.works.links);
        let found = self.works.resolved(&links);
        let mut made = Vec::new();
        for (link, found) in links.iter().zip(found) {
            match found {
                Ok(older) => self.link(link, older)?,
                Err(reason) => {
                    self.outcome.refuse(Refusal::new(link.line, "renewal_of", link.token.as_str(), reason));
                    made.extend(self.take_back(link)?);
                }
            }
        }
        for customer in made {
            self.take_customer_back(customer)?;
        }
        self.outcome.notes.extend(self.works.note());
        Ok(())
    }

    fn link(&mut self, link: &Link, older: i64) -> Result<(), Error> {
        let after = link.row().clone().with("renewal_of", Value::Number(older));
        // Circles are settled and nobody's customer moves: the book is asked of it as of a new one, which walks no chain.
        work::check(self.log.tx, &Row { id: 0, ..after.clone() })?;
        match &link.taken {
            Taken::Added { .. } => self.rewrite_work(&after).map(drop),
            Taken::Moved { kept, .. } => self.write_moved(&after, *kept),
        }
    }

    /// Leaves nothing of a refused row; gives the customers made for it.
    fn take_back<'l>(&mut self, link: &'l Link) -> Result<&'l [CustomerId], Error> {
        match &link.taken {
            Taken::Added { row, made } => {
                self.log.tx.prepare_cached("DELETE FROM engagement WHERE id = ?1")?.execute([row.id])?;
                self.outcome.imported.records.take_back(Kind::Engagement);
                self.works.forget(row.id);
                Ok(made)
            }
            Taken::Moved { before, .. } => {
                self.works.learn(of_row(before)?);
                Ok(&[])
            }
        }
    }

    /// Takes a customer made for a refused row out again, unless anything else of the book is about it.
    fn take_customer_back(&mut self, CustomerId(id): CustomerId) -> Result<(), Error> {
        let tx = self.log.tx;
        tx.execute_batch("SAVEPOINT customer")?;
        let ids = tx.prepare_cached("DELETE FROM external_id WHERE customer = ?1")?.execute([id]);
        let customer = tx.prepare_cached("DELETE FROM customer WHERE id = ?1")?.execute([id]);
        let is_of_others = match ids.and(customer) {
            Ok(_) => false,
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => true,
            Err(error) => return Err(error.into()),
        };
        if is_of_others {
            tx.execute_batch("ROLLBACK TO customer")?;
        } else {
            self.outcome.imported.customers = self.outcome.imported.customers.saturating_sub(1);
        }
        tx.execute_batch("RELEASE customer")?;
        Ok(())
    }
}
