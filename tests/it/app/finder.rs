//! Help, palette and lists on the real app: what is found, what it runs, how it looks on small windows.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot open its book has failed")]

use keepnet::app::App;
use keepnet::app::Start;
use keepnet::app::msg::Input;
use keepnet::domain::change::Change;
use keepnet::domain::settings::Name;
use keepnet::intent::{Scope, keymap};

use super::stage::{DARK, Stage, setup, start};

/// The sample book, after something was done to it in another window.
fn after(done: impl FnOnce(&mut keepnet::repository::Repository)) -> Stage {
    let mut stage = Stage::sample();
    let mut other = setup(&stage.book()).open().unwrap();
    done(&mut other);
    other.close().unwrap();
    reopen(&mut stage, false);
    stage
}

fn reopen(stage: &mut Stage, discreet: bool) {
    stage.app = App::open(Start { discreet, ..start(&stage.book(), DARK) }).unwrap();
    stage.pass(0);
}

/// Sets what goes out in a month; `none` takes the setting away.
fn set_outgo(book: &mut keepnet::repository::Repository, typed: &str) {
    let settings = book.load_settings().unwrap();
    let after = settings.enter(Name::Outgo, typed).unwrap();
    book.apply(&Change::Settings(settings.changes_to(&after))).unwrap();
}

#[test]
fn help_lists_the_keys_of_the_screen_in_two_columns_and_of_all_screens_on_tab() {
    let mut stage = Stage::sample();
    stage.press("?").shows("Help · Customers").shows("On this screen").shows("Anywhere").shows("Archive (hidden, never deleted)");
    stage.hides("What if I lost them");
    stage.press("tab").shows("Help · everywhere");
    stage.press("pagedown*2").shows("What if I lost them");
    stage.press("tab esc").hides("Help ·");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.press("3 ?").shows("Help · Concentration").shows("What if I lost them");
}

#[test]
fn help_finds_by_other_words_and_runs_the_line() {
    let mut stage = Stage::sample();
    stage.press("?").write("delete").shows("Archive (hidden, never deleted)").hides("Add a customer");
    stage.press("ctrl-u").write("what was done").press("enter").shows("Imported segments.csv").hides("Find a key");
}

#[test]
fn help_says_why_a_line_cannot_be_run() {
    let mut stage = Stage::sample();
    stage.press("?").write("pgup").press("enter").shows("is pressed on the screen itself");
    stage.press("ctrl-u tab").write("what if i lost").press("enter").shows("Space is a key of another screen.");
    stage.press("ctrl-u").write("zzz").shows("No key is called that");
    stage.press("enter").shows("Backspace takes letters away");
}

#[test]
fn help_over_a_form_shows_the_keys_of_the_form_and_runs_them() {
    let mut stage = after(|book| set_outgo(book, "none"));
    stage.press("!").shows("what goes out in a month").hides("keepnet set");
    stage.press("down enter f1").shows("Help · Form").shows("Ctrl+S").shows("In a text field");
    stage.write("cancel").press("enter").hides("Help ·");
    assert_ne!(stage.scope(), Scope::Help);
    stage.hides("Outgo");
}

#[test]
fn the_palette_runs_commands_and_remembers_them() {
    let mut stage = Stage::sample();
    stage.press(":").shows("Add a customer").hides("Used last");
    stage.write("histo").press("enter").shows("What was done");
    stage.press("esc :").shows("Used last");
    let rows = stage.rows();
    let used = rows.iter().position(|row| row.contains("Used last")).unwrap();
    assert!(rows[used + 1].contains("What was done") && rows[used + 1].contains(": history"), "{}", stage.picture());
    stage.press("enter").shows("Imported segments.csv");
}

#[test]
fn the_palette_finds_customers_and_goes_to_them() {
    let mut stage = Stage::sample();
    stage.press("3 :").write("osei").shows("In your book").shows("Osei Dental Group").shows("1 of ");
    // 86,500 in twelve months is the sample's own figure.
    stage.shows("$86,500");
    stage.press("enter").hides("In your book");
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn a_period_is_typed_and_a_wrong_one_says_what_one_is() {
    let mut stage = Stage::sample();
    stage.press(":").write("per").press("tab").shows(": period ");
    stage.write("soon");
    stage.shows("A period is 12m, 3m, 1m, all, 2026 or 2026Q3");
    stage.press("enter").shows("\"soon\" is not");
    stage.press("ctrl-w").write("2026Q3").shows("2026 Q3");
    stage.press("enter");
    assert_eq!(stage.scope(), Scope::Concentration);
}

#[test]
fn hidden_names_are_neither_shown_nor_found() {
    let mut stage = after(|book| {
        let osei =
            book.load_book().unwrap().customers().find(|customer| customer.name.as_str() == "Osei Dental Group").unwrap().clone();
        let changed = keepnet::domain::customer::Customer { archived: true, ..osei.clone() };
        book.apply(&Change::Customers(vec![keepnet::domain::edit::Edit::of(osei, changed)])).unwrap();
        book.undo().unwrap();
    });
    stage.press(": h i s t o r y enter").shows("Osei Dental Group");
    reopen(&mut stage, true);
    stage.press(": h i s t o r y enter").shows("Archived Customer ").hides("Osei");
    stage.press("esc !").shows("Customer ").hides("Harbourline").hides("Osei");
    stage.press("esc :").write("osei").hides("In your book");
    stage.press("ctrl-u").write("customer 02").shows("In your book").shows("Customer 02");
}

#[test]
fn history_names_nobody_by_a_former_name_or_by_a_person() {
    use keepnet::domain::customer::{Customer, Person};
    use keepnet::domain::edit::Edit;
    let mut stage = after(|book| {
        let loaded = book.load_book().unwrap();
        let osei = loaded.customers().find(|customer| customer.name.as_str() == "Osei Dental Group").unwrap().clone();
        let renamed = Customer { name: "Hartwell".into(), ..osei.clone() };
        book.apply(&Change::Customers(vec![Edit::of(osei.clone(), renamed)])).unwrap();
        book.apply(&Change::Customers(vec![Edit::new(Customer::named("Zephyr Ltd".into()))])).unwrap();
        book.undo().unwrap();
        let ada = loaded.people.at(osei.id)[0].clone();
        book.apply(&Change::Person(Edit::of(ada.clone(), Person { role: Some("owner".into()), name: "Ada Quist".into(), ..ada })))
            .unwrap();
    });
    stage.press(": h i s t o r y enter").shows("Osei Dental Group: name Hartwell").shows("Zephyr Ltd").shows("Ada Quist");
    reopen(&mut stage, true);
    stage.app.after_the_first_frame().unwrap();
    stage.press(": h i s t o r y enter").shows("1 of ");
    for secret in ["Osei", "Hartwell", "Zephyr", "Ada", "Quist"] {
        stage.hides(secret);
    }
    stage.shows("someone at Customer ");
}

#[test]
fn a_key_that_does_nothing_says_which_one_helps() {
    let mut stage = Stage::sample();
    stage.press("?  f5").shows("F5 does nothing here. Esc closes the help.");
    stage.press("esc : f5").shows("F5 does nothing here. F1 shows every key.");
    stage.press("esc &").shows("& does nothing here. ? shows every key.");
    stage.send(Input::Paste("pasted".to_owned()));
    stage.shows("Paste goes in a text box. a opens one.");
    stage.press("3");
    stage.send(Input::Paste("pasted".to_owned()));
    stage.shows("Paste goes in a text box. : opens one.");
}

#[test]
fn the_second_click_of_a_double_click_means_nothing_to_what_came_up() {
    let mut stage = Stage::sample();
    let row = stage.rows().len() - 1;
    let line = stage.rows()[row].clone();
    let add = Input::Press(keepnet::chart::cells::width(&line[..line.find("a add").unwrap()]) as u16, row as u16);
    stage.pass(500);
    stage.batch(vec![add.clone(), add]);
    // In the footer of the form the same place saves, and a customer without a name is refused.
    stage.shows("Add customer").hides("A customer needs a name");
}

#[test]
fn attention_goes_where_something_can_be_done() {
    let mut stage = Stage::sample();
    stage.press("!").shows("Harbourline Freight brings 23.2% of your revenue, over your limit of 20%").shows("1 of 2");
    stage.press("enter");
    assert_eq!(stage.scope(), Scope::Concentration);
}

#[test]
fn history_says_what_was_undone() {
    let mut stage = after(|book| {
        set_outgo(book, "10k");
        book.undo().unwrap();
    });
    stage.press(": h i s t o r y enter").shows("undone  today 14:02").shows("1 of 4");
    stage.press("enter").shows("u takes the newest step back");
}

#[test]
fn messages_keep_what_was_said() {
    let mut stage = Stage::sample();
    stage.press("d & : m e s s a g e s enter");
    stage.shows("Nothing is deleted here: x archives").shows("& does nothing here").shows("1 of ");
    let rows = stage.rows();
    let at = |words: &str| rows.iter().position(|row| row.contains(words)).unwrap();
    assert!(at("& does nothing") < at("Nothing is deleted"), "the newest comes first");
}

#[test]
fn going_back_to_a_copy_asks_first_with_the_safe_answer_in_focus() {
    let mut stage = after(|book| drop(book.back_up(None).unwrap()));
    stage.press(": r e s t o r e enter").shows("today 14:02, 18 customers").shows(" KB");
    stage.press("enter").shows("Restore over today's book?").shows("Keep today's book");
    stage.press("enter").shows("Go back to an older copy").hides("Restore over");
    stage.press("esc").hides("older copy");
}

#[test]
fn a_copy_that_does_not_open_says_so() {
    let mut stage = after(|book| {
        let copy = book.back_up(None).unwrap();
        std::fs::write(copy, "not a book").unwrap();
    });
    stage.press(": r e s t o r e enter").shows("does not open");
    stage.press("enter").shows("This copy is damaged").hides("Restore over");
}

#[test]
fn a_click_runs_a_command_and_the_wheel_moves() {
    let mut stage = Stage::sample();
    stage.press(":").click("Reset the view").hides("Commands ─");
    stage.press("?");
    stage.send(Input::Wheel(3, 50, 10));
    stage.shows("4 of ");
    stage.click("Filter").shows("6 of ").shows("Help ·");
    stage.press(": ").send(Input::Wheel(-30, 50, 10));
    stage.shows("1 of ");
}

#[test]
fn hints_are_short() {
    for scope in Scope::ALL {
        for hint in keymap::hints(scope, false, |_| false) {
            assert!(hint.verb.split(' ').count() <= 5, "{}", hint.verb);
        }
    }
}

#[test]
fn what_is_typed_and_pasted_reaches_no_cell_unclean() {
    for keys in ["?", ":"] {
        let mut stage = Stage::sample();
        stage.press(keys).send(Input::Paste("a\u{1b}[31mb\u{202e}\u{9b}31m\u{200b}\n\u{7}c".to_owned()));
        for cell in &stage.buffer().content {
            assert!(!cell.symbol().chars().any(|letter| letter.is_control() || letter == '\u{202e}'), "{:?}", cell.symbol());
        }
        stage.shows("a[31mb31m c");
    }
}

#[test]
fn no_window_is_too_small() {
    let openings =
        ["?", "? tab", "? a", ":", ": r", ": p e r i o d space x", "!", ": h i s t o r y enter", ": m e s s a g e s enter"];
    for keys in openings {
        let mut stage = Stage::sample();
        stage.press(keys);
        for (width, height) in (0..44).flat_map(|width| [(width, 12), (40, width), (width, width / 3)]) {
            stage.resize(width, height);
            stage.press("down pagedown pageup");
        }
    }
}
