//! What the palette finds in a book of made-up customers.

use std::cell::RefCell;

use super::*;
use crate::domain::book::Book;
use crate::domain::figures::Memory;
use crate::domain::names::Names;
use crate::domain::roster;
use crate::domain::scores;
use crate::domain::settings::Settings;
use crate::ui::{Depth, Glyphs, Look, Mode, Theme};

/// A palette over a tab of a book with these customers.
struct Over {
    book: Book,
    names: Names,
    memory: RefCell<Memory>,
    rosters: RefCell<roster::Memory>,
    scores: RefCell<scores::Memory>,
    beaches: RefCell<crate::domain::beach::Memory>,
}

impl Over {
    fn new(names: &[&str]) -> Over {
        let customers = names.iter().zip(1..).map(|(name, id)| Customer { id: CustomerId(id), ..Customer::named((*name).into()) });
        let book = Book::new(Settings::default(), customers.collect(), Vec::new());
        Over {
            book,
            names: Names::Plain,
            memory: RefCell::default(),
            rosters: RefCell::default(),
            scores: RefCell::default(),
            beaches: RefCell::default(),
        }
    }

    fn view(&self) -> View<'_> {
        View {
            book: &self.book,
            today: "2026-11-22".parse().unwrap(),
            names: &self.names,
            look: Look { theme: Theme { mode: Mode::Dark, depth: Depth::True }, glyphs: Glyphs { ascii: false } },
            area: Rect::new(0, 2, 100, 26),
            memory: &self.memory,
            rosters: &self.rosters,
            scores: &self.scores,
            beaches: &self.beaches,
        }
    }

    fn typing(&self, tab: Tab, text: &str) -> Palette {
        Palette::new(tab, text, Vec::new(), &self.view())
    }

    fn customers(&self, text: &str) -> Vec<i64> {
        let found = self.typing(Tab::Customers, text).found;
        found.iter().filter_map(|found| if let Found::Customer(id) = found { Some(id.0) } else { None }).collect()
    }
}

#[test]
fn every_command_is_found_by_its_name_its_word_and_each_synonym() {
    let over = Over::new(&[]);
    for tab in Tab::ALL {
        for binding in keymap::commands(tab) {
            let first = |text: &str| over.typing(tab, text).found.first().cloned();
            assert!(matches!(first(binding.name), Some(Found::Command(found)) if found.name == binding.name), "{}", binding.name);
            if !binding.word.is_empty() {
                assert_eq!(first(binding.word), Some(Found::Command(binding)), "{}", binding.word);
            }
            for synonym in binding.also.split(' ').filter(|synonym| !synonym.is_empty()) {
                let found = over.typing(tab, synonym).found;
                assert!(found.contains(&Found::Command(binding)), "{} by {synonym}", binding.name);
            }
        }
    }
    assert_eq!(over.typing(Tab::Customers, "").found.len(), keymap::commands(Tab::Customers).count());
}

#[test]
fn delete_archives() {
    let mut palette = Over::new(&[]).typing(Tab::Customers, "delete");
    assert_eq!(palette.run(), [Effect::Close, Effect::Run(Action::Archive)]);
    assert_eq!(palette.into_recent(), ["Archive (hidden, never deleted)"]);
}

#[test]
fn commands_run_last_come_first_and_only_once() {
    let over = Over::new(&[]);
    let mut recent = Vec::new();
    for typed in ["undo", "redo", "quit", "filter", "add", "edit", "undo"] {
        let mut palette = Palette::new(Tab::Customers, typed, recent, &over.view());
        palette.run();
        recent = palette.into_recent();
    }
    assert_eq!(recent, ["Undo", "Edit", "Add a customer", "Filter", "Quit"]);
    let palette = Palette::new(Tab::Customers, "", recent.clone(), &over.view());
    assert_eq!(palette.headings, [(0, "Used last"), (5, "Commands")]);
    // What is not offered on this tab is left out: Concentration neither adds, edits nor filters.
    let palette = Palette::new(Tab::Concentration, "", recent, &over.view());
    assert_eq!(palette.headings, [(0, "Used last"), (2, "Commands")]);
}

#[test]
fn customers_are_found_by_name_the_best_first_and_archived_ones_are_not() {
    let mut over = Over::new(&["Old Mill Theatre", "Mirabel Foods", "Millstone"]);
    assert_eq!(over.customers("mill"), [1, 3]);
    assert_eq!(over.customers("mi fo"), [2]);
    assert_eq!(over.customers(""), [0; 0]);
    let mill = over.book.customer(CustomerId(1)).unwrap().clone();
    over.book.replace_customer(CustomerId(1), Some(Customer { archived: true, ..mill }));
    assert_eq!(over.customers("mill"), [3]);
    let mut palette = over.typing(Tab::Concentration, "mirabel");
    assert_eq!(palette.run(), [Effect::Close, Effect::Go(Tab::Customers, Some(CustomerId(2)))]);
}

#[test]
fn a_customer_that_answers_better_than_any_command_comes_first() {
    let palette = Over::new(&["Theme Parks Ltd", "Backwater"]).typing(Tab::Customers, "theme parks");
    assert_eq!((palette.found[0].clone(), palette.headings[0]), (Found::Customer(CustomerId(1)), (0, "In your book")));
}

#[test]
fn hidden_names_are_not_found() {
    let mut over = Over::new(&["Osei Dental", "Mirabel Foods"]);
    over.names = Names::numbered(&over.book, Some(CustomerId(2)), &[]);
    assert_eq!((over.customers("osei"), over.customers("mirabel"), over.customers("customer 01")), (vec![], vec![2], vec![1]));
}

#[test]
fn of_many_customers_the_best_fifty_are_listed() {
    let names: Vec<String> = (0..10_000).map(|number| format!("Northwind {number:05}")).collect();
    let over = Over::new(&names.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(over.customers("northwind").len(), 50);
    assert_eq!(over.customers("northwind 04242"), [4243]);
    let palette = over.typing(Tab::Customers, "northwind");
    assert_eq!(palette.total, 10_000 + keymap::commands(Tab::Customers).count());
}

#[test]
fn tab_types_the_line_to_its_end() {
    let over = Over::new(&["Osei Dental"]);
    let completed = |typed: &str| {
        let mut palette = over.typing(Tab::Customers, typed);
        palette.complete(&over.view());
        palette.finder.input.text().to_owned()
    };
    assert_eq!([completed("per"), completed("theme d"), completed("osei")], ["period ", "theme dark", "Osei Dental"]);
}

#[test]
fn a_period_is_run_on_concentration() {
    let over = Over::new(&[]);
    let quarter = || Effect::Run(keymap::typed("period 2026Q3").unwrap().unwrap());
    let go = Effect::Go(Tab::Concentration, None);
    assert_eq!(over.typing(Tab::Customers, "period 2026Q3").run(), [Effect::Close, go, quarter()]);
    assert_eq!(over.typing(Tab::Concentration, "Period 2026q3").run(), [Effect::Close, quarter()]);
    let wrong = over.typing(Tab::Concentration, "period never");
    assert!(wrong.refuses(Action::Open, &over.view()).unwrap().contains("\"never\" is not"));
    assert!(wrong.found[0] != Found::Command(keymap::commands(Tab::Customers).next().unwrap()));
}
