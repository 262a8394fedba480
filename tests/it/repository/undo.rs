//! Undo and redo under stress (`reliability.md` R21): whatever was done, in however many runs, comes back exactly.
//!
//! `KEEPNET_STEPS` asks for more steps than the usual 500, `KEEPNET_SEED` for other ones. That these tests can fail was
//! seen with `(before, true), (after, false)` where `row.rs` tells the ledger of a replaced document (red at the first
//! document), and without `DESC` where `history.rs` reads the images to put back (red at the first undone import).

use keepnet::domain::settings::Name;
use keepnet::repository::{Kind, Repository};

use super::deals::do_something;
use super::{Dice, Place, add_customers, assert_healthy, dump, number_from, set};

/// Opens the book anew now and then: the steps of runs that ended stay open to undo.
fn maybe_reopen(repository: Repository, place: &Place, dice: &mut Dice) -> Repository {
    if dice.one_in(10) {
        repository.close().unwrap();
        return place.open();
    }
    repository
}

#[test]
fn everything_undone_is_the_empty_book_and_redone_the_full_one() {
    let (steps, seed) = (number_from("KEEPNET_STEPS", 500), number_from("KEEPNET_SEED", 21));
    let repeat = format!("KEEPNET_STEPS={steps} KEEPNET_SEED={seed} cargo test --test it everything_undone");
    let (place, mut dice) = (Place::new(), Dice(seed));
    let mut repository = place.open();
    let mut states = vec![dump(&place.book())];
    for step in 1..=steps {
        do_something(&mut repository, &mut dice);
        states.push(dump(&place.book()));
        if step % 50 == 0 {
            assert_healthy(&mut repository, &format!("after step {step}; {repeat}"));
        }
        repository = maybe_reopen(repository, &place, &mut dice);
    }
    for step in (0..steps as usize).rev() {
        repository.undo().unwrap_or_else(|error| panic!("undo of step {}: {error}; {repeat}", step + 1));
        assert_eq!(dump(&place.book()), states[step], "undo of step {}; {repeat}", step + 1);
        repository = maybe_reopen(repository, &place, &mut dice);
    }
    assert_healthy(&mut repository, &format!("all undone; {repeat}"));
    assert_eq!(repository.undo().unwrap_err().kind, Kind::Refused);
    for (step, state) in states.iter().enumerate().skip(1) {
        repository.redo().unwrap_or_else(|error| panic!("redo of step {step}: {error}; {repeat}"));
        assert_eq!(&dump(&place.book()), state, "redo of step {step}; {repeat}");
        repository = maybe_reopen(repository, &place, &mut dice);
    }
    assert_healthy(&mut repository, &format!("all redone; {repeat}"));
    assert_eq!(repository.redo().unwrap_err().kind, Kind::Refused);
}

/// What the history must say, kept beside it: the steps that stand, and those that redo would bring back.
struct Story {
    states: Vec<String>,
    done: Vec<i64>,
    undone: Vec<(i64, String)>,
}

impl Story {
    fn check(&self, repository: &Repository, repeat: &str) {
        for step in repository.history(usize::MAX).unwrap() {
            if step.undoes.is_none() {
                assert_eq!(step.holds, self.done.contains(&step.id.0), "step {}: {}; {repeat}", step.id, step.words);
            }
        }
    }
}

#[test]
fn edits_undo_and_redo_in_any_order_keep_their_story() {
    let (steps, seed) = (number_from("KEEPNET_STEPS", 500), number_from("KEEPNET_SEED", 4));
    let repeat = format!("KEEPNET_STEPS={steps} KEEPNET_SEED={seed} cargo test --test it edits_undo_and_redo");
    let (place, mut dice) = (Place::new(), Dice(seed));
    let mut repository = place.open();
    let mut story = Story { states: vec![dump(&place.book())], done: Vec::new(), undone: Vec::new() };
    for step in 0..steps {
        match dice.below(5) {
            0 | 1 => {
                do_something(&mut repository, &mut dice);
                story.done.push(repository.history(1).unwrap()[0].id.0);
                story.states.push(dump(&place.book()));
                // Something new was done: there is nothing to bring back any more.
                story.undone.clear();
            }
            2 | 3 => match story.done.pop() {
                Some(id) => {
                    repository.undo().unwrap_or_else(|error| panic!("{error}; {repeat}"));
                    story.undone.push((id, story.states.pop().unwrap()));
                }
                None => assert_eq!(repository.undo().unwrap_err().what, "There is nothing to undo."),
            },
            _ => match story.undone.pop() {
                Some((id, state)) => {
                    repository.redo().unwrap_or_else(|error| panic!("{error}; {repeat}"));
                    story.done.push(id);
                    story.states.push(state);
                }
                None => assert_eq!(repository.redo().unwrap_err().what, "There is nothing to redo."),
            },
        }
        assert_eq!(Some(&dump(&place.book())), story.states.last(), "step {step}; {repeat}");
        if step % 25 == 0 {
            story.check(&repository, &repeat);
            assert_healthy(&mut repository, &format!("step {step}; {repeat}"));
        }
        repository = maybe_reopen(repository, &place, &mut dice);
    }
    story.check(&repository, &repeat);
}

/// The history as its words and whether each holds, newest first.
fn told(repository: &Repository) -> Vec<(String, bool)> {
    repository.history(20).unwrap().into_iter().map(|step| (step.words, step.holds)).collect()
}

fn line(words: &str, holds: bool) -> (String, bool) {
    (words.to_owned(), holds)
}

#[test]
fn the_history_says_what_was_done_and_what_still_holds() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::Reserve, "60k");
    add_customers(&mut repository, &["Osei Dental"]);
    assert_eq!(repository.undo().unwrap().words, "Undone: Added Osei Dental");
    assert_eq!(
        told(&repository),
        [
            line("Undone: Added Osei Dental", true),
            line("Added Osei Dental", false),
            line("Set reserve $60,000 (was not set)", true)
        ]
    );
    assert_eq!(repository.redo().unwrap().words, "Redone: Added Osei Dental");
    assert_eq!(
        told(&repository)[..3],
        [line("Redone: Added Osei Dental", true), line("Undone: Added Osei Dental", false), line("Added Osei Dental", true)]
    );
    assert_eq!(repository.undo().unwrap().words, "Undone: Added Osei Dental");
    // What the second undo took away, the redo before it no longer gives.
    assert_eq!(
        told(&repository)[..4],
        [
            line("Undone: Added Osei Dental", true),
            line("Redone: Added Osei Dental", false),
            line("Undone: Added Osei Dental", false),
            line("Added Osei Dental", false)
        ]
    );
    let undoes: Vec<Option<i64>> = repository.history(20).unwrap().iter().map(|step| step.undoes.map(|undone| undone.0)).collect();
    assert_eq!(undoes, [Some(2), Some(3), Some(2), None, None]);
    assert_eq!(repository.history(2).unwrap().len(), 2);
}

#[test]
fn a_new_edit_ends_redo() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::Reserve, "10k");
    set(&mut repository, Name::Reserve, "20k");
    repository.undo().unwrap();
    set(&mut repository, Name::Outgo, "3k");
    assert_eq!(repository.redo().unwrap_err().what, "There is nothing to redo.");
    // Undo passes over the pair that cancels out.
    assert_eq!(repository.undo().unwrap().words, "Undone: Set outgo $3,000 (was not set)");
    assert_eq!(repository.undo().unwrap().words, "Undone: Set reserve $10,000 (was not set)");
    assert_eq!(repository.load_settings().unwrap().reserve, None);
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::Reserve, "60k");
    let same = super::settings(&repository.load_settings().unwrap(), Name::Reserve, "60,000.00");
    assert_eq!(repository.apply(&same).unwrap().change, None);
    let customer = add_customers(&mut repository, &["Heron"]).remove(0);
    assert_eq!(repository.apply(&super::edited(&customer, customer.clone())).unwrap().change, None);
    assert_eq!(repository.history(20).unwrap().len(), 2);
}
