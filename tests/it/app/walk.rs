//! Every key in every state: each is in the help, none quits but those that say so, nothing changes that cannot be
//! taken back, and Esc leads home.

#![allow(clippy::unwrap_used)]

use keepnet::domain::customer::Customer;
use keepnet::domain::record::Records;
use keepnet::domain::settings::Settings;
use keepnet::intent::{Action, Key, Scope, keymap, manual};

use super::pictures::{On, SCENES, Scene};
use super::stage::Stage;

fn staged(scene: &Scene) -> Stage {
    let mut stage = match scene.on {
        On::Nothing => Stage::bare(),
        On::Documents => Stage::sample(),
        On::Sample => Stage::whole_sample(),
    };
    stage.pass(20_000);
    (scene.lead)(&mut stage);
    stage
}

/// Every key bound where keys go now, and some that are bound nowhere.
fn keys(scope: Scope) -> Vec<Key> {
    let bound = keymap::all().iter().filter(|binding| binding.is_in(scope)).flat_map(|binding| binding.keys).copied();
    let strange = ['d', 'w', 'z', 'Q', '5', '~', 'é', 'щ'].map(Key::char);
    bound.chain(strange).chain([Key::ctrl('x'), Key::ctrl('q')]).collect()
}

/// All that an owner may change.
fn everything(stage: &Stage) -> (Vec<Customer>, Settings, Records) {
    let book = stage.app.book();
    (customers(stage), book.settings.clone(), book.records().clone())
}

fn customers(stage: &Stage) -> Vec<Customer> {
    stage.app.book().customers().cloned().collect()
}

#[test]
fn nothing_a_key_does_in_any_state_is_beyond_undo() {
    for scene in SCENES {
        let scope = staged(scene).scope();
        for key in keys(scope) {
            let mut stage = staged(scene);
            let before = everything(&stage);
            stage.send_key(key);
            let quits = keymap::lookup(scope, key).is_some_and(|binding| binding.action == Action::Quit);
            assert_eq!(stage.app.ended().is_some(), quits, "{key} in {}", scene.name);
            let after = everything(&stage);
            // Another book on the desk is not a change of this one.
            if before != after && stage.app.book_path() == stage.book() {
                stage.press("esc*6 1");
                let undoes = keymap::lookup(scope, key).is_some_and(|binding| binding.action == Action::Undo);
                stage.press(if undoes { "ctrl-r" } else { "u" });
                let undone = everything(&stage);
                assert!(undone == before, "{key} in {} cannot be undone:\n{}", scene.name, stage.picture());
            }
        }
    }
}

#[test]
fn esc_leads_home_and_never_out() {
    for scene in SCENES {
        let mut stage = staged(scene);
        let before = customers(&stage);
        for _ in 0..12 {
            // A form that was changed asks; Esc is the safe answer and goes back to it, so leaving it is a choice.
            if stage.scope() == Scope::Question {
                stage.press("right*5 enter");
            }
            stage.press("esc");
            assert!(stage.app.ended().is_none(), "Esc quits {}", scene.name);
        }
        let home = [Scope::Customers, Scope::Matrix, Scope::Concentration, Scope::Beach, Scope::Practice, Scope::Welcome];
        assert!(home.contains(&stage.scope()), "Esc does not lead home from {}: {:?}", scene.name, stage.scope());
        assert_eq!(customers(&stage), before, "{}", scene.name);
    }
}

#[test]
fn every_key_of_a_state_is_in_its_help_and_every_footer_says_so() {
    for scene in SCENES {
        let mut stage = staged(scene).sized(120, 36);
        let scope = stage.scope();
        let chapters = manual::help(scope, false);
        let known: Vec<String> =
            chapters.iter().flat_map(|chapter| &chapter.lines).flat_map(|line| line.every_key().map(str::to_owned)).collect();
        for binding in keymap::all().iter().filter(|binding| binding.is_in(scope)) {
            for key in binding.keys {
                assert!(known.contains(&key.to_string()), "{key} in {} is not in its help", scene.name);
            }
        }
        let footer = stage.rows().last().unwrap().clone();
        assert!(scope == Scope::Help || footer.contains("? help") || footer.contains("F1 help"), "{}: {footer}", scene.name);
        // A key without a meaning says so, or types; it is never just swallowed where no text is taken.
        if !scope.takes_text() {
            let before = stage.picture();
            stage.press("~");
            assert_ne!(stage.picture(), before, "~ is swallowed in {}", scene.name);
        }
    }
}

#[test]
fn a_key_that_cannot_work_now_is_absent_and_says_why() {
    for scene in SCENES {
        let stage = staged(scene).sized(200, 60);
        let scope = stage.scope();
        let footer = stage.rows().last().unwrap().clone();
        for hint in keymap::hints(scope, false, |_| false) {
            let shown = footer.contains(&format!("{} {}", hint.keys, hint.verb));
            let Some(key) = keymap::all()
                .iter()
                .find(|binding| binding.is_in(scope) && binding.action == hint.action)
                .and_then(|binding| binding.keys.first())
            else {
                continue;
            };
            if !shown {
                let mut stage = staged(scene).sized(200, 60);
                let before = stage.rows();
                stage.send_key(*key);
                let status = stage.rows()[58].clone();
                assert!(
                    status.contains('!') && status != before[58],
                    "{key} in {} is absent from the footer and says nothing: {status}",
                    scene.name
                );
            }
        }
    }
}

#[test]
fn undo_and_redo_are_offered_only_where_there_is_something_to_take_back() {
    let footer = |stage: &Stage| stage.rows().last().unwrap().clone();
    let mut stage = Stage::sample().sized(120, 36);
    assert!(!footer(&stage).contains("u undo"), "{}", footer(&stage));
    stage.press("u").shows("There is nothing to undo.");
    stage.press("ctrl-r").shows("There is nothing to redo");
    stage.press("x");
    assert!(footer(&stage).contains("u undo"));
    stage.press("u").shows("Undone: Archived Harbourline Freight");
    assert!(!footer(&stage).contains("u undo"));
    stage.press("ctrl-r").shows("Redone: Archived Harbourline Freight");
    // Another run of the program may take it back as well.
    let stage = stage.again().sized(120, 36);
    assert!(footer(&stage).contains("u undo"));
}

#[test]
fn nothing_with_names_in_it_is_exported_while_names_are_hidden() {
    let mut stage = Stage::sample();
    stage.press("D : e x p o r t enter").shows("An export holds every name as it is.");
    assert!([Scope::Customers, Scope::Palette].contains(&stage.scope()));
}
