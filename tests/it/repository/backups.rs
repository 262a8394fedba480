//! Copies beside the book: when they are made, what they hold, which are kept (`reliability.md`, "Backups").

use std::path::PathBuf;
use std::sync::Barrier;

use chrono::TimeDelta;
use keepnet::domain::settings::Name;
use keepnet::repository::{Kind, Repository, copies, is_good};

use super::{Place, add_customers, dump, names, set, tables};

#[test]
fn nine_months_of_daily_copies_leave_days_weeks_and_months() {
    let place = Place::new();
    place.hands.set("2026-03-25T09:00:00Z");
    let mut repository = place.open();
    // 25 March to 31 December, an edit each morning: each copies the book as it was the evening before.
    for day in 0..282 {
        set(&mut repository, Name::Reserve, &(1_000 + day).to_string());
        place.hands.forward(TimeDelta::days(1));
    }
    // Twelve days, then Sundays of ten weeks (three of them among the days), then the last days of nine months.
    let expected: Vec<String> = ["0430", "0531", "0630", "0731", "0831", "0930", "1031", "1101", "1108", "1115", "1122", "1129"]
        .into_iter()
        .chain(["1130", "1206", "1213"])
        .map(str::to_owned)
        .chain((20..=31).map(|day| format!("12{day}")))
        .map(|day| format!("book-2026{day}T090000Z.keepnet"))
        .collect();
    assert_eq!(place.copies(), expected);
    assert!(copies(&place.book()).iter().all(|copy| is_good(&copy.path)));
}

#[test]
fn a_copy_is_made_before_a_write_when_the_last_is_half_an_hour_old() {
    let place = Place::new();
    let mut repository = place.open();
    // An empty book holds nothing worth a copy.
    set(&mut repository, Name::Reserve, "1k");
    assert_eq!(place.copies(), [""; 0]);
    let before = dump(&place.book());
    set(&mut repository, Name::Reserve, "2k");
    assert_eq!(place.copies(), ["book-20260302T090000Z.keepnet"]);
    assert_eq!(dump(&copies(&place.book())[0].path), before);
    place.hands.forward(TimeDelta::minutes(29));
    set(&mut repository, Name::Reserve, "3k");
    assert_eq!(place.copies().len(), 1);
    place.hands.forward(TimeDelta::minutes(1));
    set(&mut repository, Name::Reserve, "4k");
    assert_eq!(place.copies().len(), 2);
    // `secure` copies what is not in the newest copy yet, and only then.
    assert!(repository.secure().unwrap().is_some());
    assert_eq!(repository.secure().unwrap(), None);
}

#[test]
fn fifty_windows_at_once_make_one_copy_and_lose_no_edit() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["First"]);
    repository.secure().unwrap();
    add_customers(&mut repository, &["Second"]);
    place.hands.forward(TimeDelta::minutes(31));
    let start = Barrier::new(50);
    std::thread::scope(|scope| {
        for number in 0..50 {
            let (place, start) = (&place, &start);
            scope.spawn(move || {
                start.wait();
                // A window that has to wait too long for the others is told so and tries again.
                let patiently = |doing: &mut dyn FnMut() -> Result<(), keepnet::repository::Error>| {
                    for _ in 0..50 {
                        match doing() {
                            Ok(()) => return,
                            Err(error) => assert!(error.what.starts_with("Another program holds the book"), "{error}"),
                        }
                    }
                    panic!("never got its turn");
                };
                let mut window = None;
                patiently(&mut || {
                    window = Some(Repository::open(&place.book(), place.hands.clock())?);
                    Ok(())
                });
                let mut window = window.unwrap();
                let new = keepnet::domain::customer::Customer::named(format!("Customer of {number}").as_str().into());
                let change = keepnet::domain::change::Change::Customers(vec![keepnet::domain::change::Edit::new(new)]);
                patiently(&mut || window.apply(&change).map(|_| ()));
            });
        }
    });
    assert_eq!(place.copies(), ["book-20260302T090000Z.keepnet", "book-20260302T093100Z.keepnet"]);
    assert!(copies(&place.book()).iter().all(|copy| is_good(&copy.path)));
    assert_eq!(repository.load_book().unwrap().customers().len(), 52);
}

#[test]
fn a_copy_is_the_whole_book_in_one_private_file() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron", "Gull"]);
    let copy = repository.back_up(None).unwrap();
    let log = ["change", "change_row", "session", "sequence", "batch", "upkeep"];
    assert_eq!(dump(&copy), dump(&place.book()));
    assert_eq!(tables(&copy, &log), tables(&place.book(), &log));
    assert_eq!(names(copy.parent().unwrap()), ["book-20260302T090000Z.keepnet"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(copy.clone()), mode(place.folder.path().join("book-backups")), mode(place.book())), (0o600, 0o700, 0o600));
    }
}

#[test]
fn a_damaged_copy_is_told_apart() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    let good = repository.back_up(None).unwrap();
    let bad = repository.back_up(None).unwrap();
    let mut bytes = std::fs::read(&bad).unwrap();
    bytes[4096..8192].fill(0x5a);
    std::fs::write(&bad, bytes).unwrap();
    assert!(is_good(&good) && !is_good(&bad) && !is_good(&place.folder.path().join("none.keepnet")));
    let health = repository.check(&mut keepnet::domain::progress::Unwatched).unwrap();
    let mut told: Vec<(PathBuf, bool)> = health.copies.into_iter().map(|(copy, good)| (copy.path, good)).collect();
    told.sort();
    let mut expected = vec![(good, true), (bad, false)];
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn a_copy_never_takes_the_place_of_a_file() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    let taken = place.folder.path().join("taken.keepnet");
    std::fs::write(&taken, "mine").unwrap();
    assert_eq!(repository.back_up(Some(&taken)).unwrap_err().kind, Kind::Unusable);
    assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    let free = place.folder.path().join("free.keepnet");
    assert_eq!(repository.back_up(Some(&free)).unwrap(), free);
    assert_eq!(dump(&free), dump(&place.book()));
    assert_eq!(place.copies(), [""; 0]);
}

#[test]
fn a_clock_that_stands_still_overwrites_no_copy_and_drops_no_new_one() {
    let place = Place::new();
    let mut repository = place.open();
    let mut made: Vec<(PathBuf, String)> = Vec::new();
    for number in 0..14 {
        add_customers(&mut repository, &[&format!("Customer {number}")]);
        let copy = repository.back_up(None).unwrap();
        made.push((copy, dump(&place.book())));
        // The newest are there, each as it was made. (The copy before the second edit is one nobody asked for.)
        for (copy, state) in made.iter().rev().take(2) {
            assert_eq!(&dump(copy), state, "{} after {} copies", copy.display(), number + 1);
        }
    }
    assert_eq!(copies(&place.book())[0].path, made.last().unwrap().0);
}

#[test]
fn a_clock_set_back_loses_neither_the_new_copy_nor_the_old() {
    let place = Place::new();
    place.hands.set("2026-03-02T15:00:00Z");
    let mut repository = place.open();
    let mut afternoon = Vec::new();
    for number in 0..4 {
        add_customers(&mut repository, &[&format!("Customer {number}")]);
        afternoon.push(repository.back_up(None).unwrap());
        place.hands.forward(TimeDelta::minutes(10));
    }
    place.hands.set("2026-03-02T11:00:00Z");
    add_customers(&mut repository, &["Late"]);
    let copy = repository.back_up(None).unwrap();
    assert_eq!(dump(&copy), dump(&place.book()));
    assert!(afternoon[1..].iter().all(|copy| is_good(copy)));
    // Years back, as after an empty battery: everything made since lies ahead of that clock and stays.
    place.hands.set("1970-01-01T00:00:00Z");
    add_customers(&mut repository, &["Later"]);
    let copy = repository.back_up(None).unwrap();
    assert_eq!(dump(&copy), dump(&place.book()));
    assert!(afternoon[1..].iter().all(|copy| is_good(copy)));
}

#[test]
fn copies_asked_for_at_the_same_moment_are_all_made() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    let start = Barrier::new(3);
    let made: Vec<PathBuf> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let window = Repository::open(&place.book(), place.hands.clock()).unwrap();
                    start.wait();
                    window.back_up(None).unwrap()
                })
            })
            .collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    });
    for copy in &made {
        assert_eq!(dump(copy), dump(&place.book()));
    }
    assert_eq!(place.copies().len(), 3, "{made:?}");
}

#[test]
fn a_copy_is_due_when_the_newest_is_old_and_something_was_done_since() {
    let place = Place::new();
    let mut repository = place.open();
    assert_eq!((repository.copy_is_due().unwrap(), repository.last_copy()), (false, None));
    add_customers(&mut repository, &["Heron"]);
    assert!(repository.copy_is_due().unwrap());
    repository.back_up_if_due().unwrap();
    assert!(!repository.copy_is_due().unwrap());
    assert_eq!(repository.last_copy(), Some("2026-03-02T09:00:00Z".parse().unwrap()));
    add_customers(&mut repository, &["Gull"]);
    place.hands.forward(TimeDelta::minutes(29));
    assert!(!repository.copy_is_due().unwrap());
    place.hands.forward(TimeDelta::minutes(2));
    assert!(repository.copy_is_due().unwrap());
    // A thread with a repository of its own makes it: the next write here makes none.
    place.open().back_up_if_due().unwrap();
    assert!(!repository.copy_is_due().unwrap());
    add_customers(&mut repository, &["Reed"]);
    assert_eq!(place.copies(), ["book-20260302T090000Z.keepnet", "book-20260302T093100Z.keepnet"]);
    place.hands.forward(TimeDelta::days(2));
    repository.back_up_if_due().unwrap();
    assert!(!repository.copy_is_due().unwrap(), "nothing was done since");
}

#[test]
fn leaving_makes_a_copy_where_anything_was_done_since_the_newest() {
    let place = Place::new();
    assert_eq!(place.open().close_with_copy().unwrap(), None);
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    let copy = repository.close_with_copy().unwrap().unwrap();
    assert_eq!(dump(&copy), dump(&place.book()));
    // Nothing done, or only looked: none.
    let mut repository = place.open();
    repository.set_look("theme", Some("light")).unwrap();
    assert_eq!(repository.close_with_copy().unwrap(), None);
    let mut repository = place.open();
    assert_eq!(repository.undo().unwrap().words, "Undone: Added Heron");
    place.hands.forward(TimeDelta::minutes(1));
    assert!(repository.close_with_copy().unwrap().is_some());
    assert_eq!(place.copies().len(), 2);
    // This run ended: its steps are open to the next.
    assert_eq!(place.open().redo().unwrap().words, "Redone: Added Heron");
}

#[test]
fn leaving_a_book_that_was_replaced_makes_no_copy_under_its_name() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    std::fs::rename(place.book(), place.folder.path().join("moved.keepnet")).unwrap();
    assert!(repository.close_with_copy().unwrap_err().what.contains("was replaced or moved"));
    assert_eq!(place.copies(), [""; 0]);
}
