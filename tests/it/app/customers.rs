//! The Customers tab by its keys: the sample's figures, order, filter, marks, undo, other people's names.

#![allow(clippy::unwrap_used)]

use keepnet::app::App;
use keepnet::app::msg::{Input, Request};
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::Customer;
use keepnet::intent::Scope;
use ratatui::style::Modifier;

use super::stage::{DARK, Stage, setup, start};

/// The names in the list, top to bottom, as far as they are in sight.
fn names(stage: &Stage) -> Vec<String> {
    let rows = stage.rows();
    let list = rows.iter().filter_map(|row| row.strip_prefix('│')).map(|row| row.split('│').next().unwrap_or(row));
    let names = list
        .skip_while(|row| !row.starts_with("   Name  "))
        .skip(1)
        .take_while(|row| !row.contains(" All ") && !row.contains(" of "));
    let names = names.filter(|row| !row.contains('─') && !row.trim().is_empty());
    names.map(|row| row.chars().skip(3).collect::<String>().split("  ").next().unwrap().to_owned()).collect()
}

/// The name under the cursor.
fn current(stage: &Stage) -> String {
    let rows = stage.rows();
    let row = rows.iter().find_map(|row| row.strip_prefix("│▌")).unwrap_or_else(|| panic!("no cursor:\n{}", stage.picture()));
    row.chars().skip(2).collect::<String>().split("  ").next().unwrap().to_owned()
}

/// A book of these customers.
fn book_of(customers: Vec<Customer>) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut book = setup(&folder.path().join("book.keepnet")).open_or_make().unwrap();
    if !customers.is_empty() {
        book.apply(&Change::Customers(customers.into_iter().map(Edit::new).collect())).unwrap();
    }
    book.close().unwrap();
    Stage::open(folder, DARK)
}

#[test]
fn the_sample_reads_as_drawn() {
    let stage = Stage::sample();
    stage.shows("  16 customers     $612,400 in 12 months     biggest 23% !     top three 47%     16 unplaced");
    stage.shows("─ by revenue ↓ ─╮╭─ Harbourline Freight ─");
    stage.shows("│▌  Harbourline Freight             142,300  23! ▅▆▇▇▇▆▅▅   12d  ││ Fit           none: f rates it │");
    stage.shows("│   Osei Dental Group                86,500  14  ▂▃▄▅▆▇▇▇   12d ");
    stage.shows("│   Old Mill Theatre                  8,300   1      ▇▄    251d!");
    stage.shows("│   All 16                          612,400 100  ");
    stage.shows("! no invoice for 90 days or more").shows("! more than 20% of your revenue, your limit");
    stage.shows("2 archived customers are hidden · press A to show them").shows("─ 1 of 16 ─╯");
    assert_eq!(names(&stage)[..3], ["Harbourline Freight", "Osei Dental Group", "Tallow & Pine"]);
    assert_eq!((names(&stage).len(), names(&stage)[15].as_str()), (16, "Juniper Florist"));
}

#[test]
fn every_column_sorts_and_the_cursor_stays_on_its_customer() {
    let mut stage = Stage::sample().sized(120, 36);
    stage.press("down*2");
    // (what the title says, first, last): figures of the sample's own files as of its day.
    let orders = [
        ("by share ↓", "Harbourline Freight", "Juniper Florist"),
        ("by change ↓", "Osei Dental Group", "Mirabel Foods"),
        ("by last invoice ↓", "Old Mill Theatre", "Brightwater Schools"),
        // Nothing is kept that these could be told from: the order of names.
        ("by margin ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by margin % ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by rate per hour ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by hours ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by over-service ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by relationship value ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by customer since ↓", "Rosalind Interiors", "Harbourline Freight"),
        ("by contact ↑", "Old Mill Theatre", "Mirabel Foods"),
        ("by tags ↑", "Kestrel Robotics", "Brightwater Schools"),
        ("by trade ↑", "Quill Accountants", "Ashdown Vets"),
        ("by invoices ↓", "Osei Dental Group", "Juniper Florist"),
        ("by notice ↓", "Northgate Council", "Sable Coffee"),
        ("by name ↑", "Ashdown Vets", "Tallow & Pine"),
        ("by fit ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by mood ↓", "Ashdown Vets", "Tallow & Pine"),
        ("by revenue ↓", "Harbourline Freight", "Juniper Florist"),
    ];
    for (says, first, last) in orders {
        stage.press("s").shows(says);
        let names = names(&stage);
        assert_eq!((names[0].as_str(), names[15].as_str()), (first, last), "{says}");
        assert_eq!(current(&stage), "Tallow & Pine");
    }
    stage.press("S").shows("by revenue ↑");
    assert_eq!(names(&stage)[0], "Juniper Florist");
    stage.press("r").shows("by revenue ↓");
    assert_eq!(current(&stage), "Harbourline Freight");
}

#[test]
fn a_heading_sorts_and_sorts_the_other_way_when_clicked_again() {
    let mut stage = Stage::sample();
    stage.click("Last").shows("by last invoice ↓");
    assert_eq!(names(&stage)[0], "Old Mill Theatre");
    stage.click("Last").shows("by last invoice ↑");
    assert_eq!(names(&stage)[0], "Brightwater Schools");
    stage.click("Name").shows("by name ↑");
}

#[test]
fn a_narrow_list_shows_the_number_it_is_sorted_by() {
    let mut stage = Stage::sample().sized(40, 12);
    stage.shows("▌  Harbourline Freight  142,300").hides("23!");
    stage.press("s s s g").shows("by last invoice ↓").shows("▌  Old Mill Theatre      251d!").hides("8,300");
    stage.press("S g enter").shows("─ ▸ Brightwater Schools ─").shows("none: f rates it");
    stage.press("esc").shows("by last invoice ↑");
}

#[test]
fn the_filter_narrows_with_each_letter_and_is_cleared_by_esc() {
    let mut stage = Stage::sample();
    stage.press("/");
    assert_eq!(stage.scope(), Scope::Filter);
    stage.write("tag:new").shows("2 of 16");
    assert_eq!(names(&stage), ["Sable Coffee", "Rosalind Interiors"]);
    stage.write("s").shows("Nobody matches. Esc shows all 16.").shows("0 of 16");
    stage
        .press("backspace enter")
        .shows("/tag:new  2 of 16 · by revenue ↓")
        .shows("   2 of 16                          19,400   3 ");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.press("/").shows("/ tag:new ");
    stage.press("enter esc").shows("All 16");
    // Esc while typing clears too, and the cursor is back where it was.
    stage.press("g down*3 /").write("sable").press("esc").shows("All 16");
    assert_eq!(current(&stage), "Northgate Council");
    // And so it is as letters go, unless the owner moved on.
    stage.press("/").write("sable").press("backspace*5");
    assert_eq!(current(&stage), "Northgate Council");
    stage.write("tag:new").press("down backspace*7 enter");
    assert_eq!(current(&stage), "Rosalind Interiors");
}

#[test]
fn a_mistake_in_the_filter_is_underlined_and_takes_no_rows_away() {
    let mut stage = Stage::sample();
    stage.press("/").write("share>5");
    let eight = names(&stage);
    assert_eq!(eight.len(), 8);
    stage.write(" revenu>10k").shows("✗ ").shows("Tab takes revenue");
    assert_eq!(names(&stage), eight);
    let underlined: String = (0..66)
        .map(|x| &stage.buffer()[(x, 4)])
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(underlined, "revenu");
    // Return keeps no filter that was not understood.
    stage.press("enter");
    assert_eq!(stage.scope(), Scope::Filter);
    stage.press("tab").shows("/ share>5 revenue>10k").hides("✗");
    stage.press("enter").shows("8 of 16");
}

#[test]
fn nothing_typed_pasted_or_pressed_in_the_filter_leaves_it_but_return_and_esc() {
    let mut stage = Stage::sample();
    stage.press("/").write("q u x 1 ?").send(Input::Paste("\x1b[2Jder\n!".into()));
    assert_eq!(stage.scope(), Scope::Filter);
    stage.shows("/ q u x 1 ?[2Jder !");
    let long = "a".repeat(60_000);
    stage.send(Input::Paste(long));
    stage.press("down up pagedown home delete ctrl-u ctrl-w esc");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.shows("All 16");
}

#[test]
fn marked_customers_are_archived_in_one_step_and_come_back_with_one() {
    let mut stage = Stage::sample();
    stage.press("down space space space").shows("• 3 marked · by revenue ↓").shows("│ • Osei Dental Group");
    stage.press("x").shows("All 13").hides("Osei Dental Group  ").hides("marked");
    stage.shows("13 customers     $612,400").shows("5 archived customers are hidden");
    // The total is that of the rows: 612,400 less 86,500, 61,200 and 54,800.
    stage.shows("All 13                          409,900  67");
    stage.press("u").shows("All 16").shows("2 archived customers are hidden");
    assert_eq!(current(&stage), "Osei Dental Group");
}

#[test]
fn an_archived_customer_leaves_the_cursor_where_it_was_and_x_brings_it_back() {
    let mut stage = Stage::sample().sized(100, 36);
    stage.press("down x").shows("All 15");
    assert_eq!(current(&stage), "Tallow & Pine");
    stage.press("A").shows("All 18").shows("Osei Dent… archived").shows("3 archived customers are shown · press A to hide them");
    stage.press("up").shows("Archived: hidden from the ");
    stage.press("x A").shows("All 16");
    assert_eq!(current(&stage), "Osei Dental Group");
}

#[test]
fn undo_goes_to_the_customer_even_if_the_filter_left_it_out() {
    let mut stage = Stage::sample();
    stage.press("down x /").write("sable").press("enter").shows("/sable  1 of 15 · by revenue");
    stage.press("u").shows("All are shown again: the filter left out Osei Dental Group.").shows("All 16");
    assert_eq!(current(&stage), "Osei Dental Group");
    stage.press("down").hides("All are shown again");
}

#[test]
fn esc_goes_back_one_step_at_a_time_and_never_quits() {
    let mut stage = Stage::sample();
    stage.press("space /").write("tag:retainer").press("enter tab").shows("▸ Osei Dental Group");
    stage.press("esc").shows("▸ Customers").shows("1 marked").shows("/tag:retainer");
    stage.press("esc").shows("1 marked").hides("/tag");
    stage.press("esc").hides("marked");
    stage.press("esc*3").shows("All 16");
    assert_eq!(stage.app.ended(), None);
}

#[test]
fn the_detail_says_what_is_known_and_how_to_add_what_is_not() {
    let mut stage = Stage::sample().sized(100, 50);
    // 142,300 of 612,400; 156,400 the year before.
    for words in [
        "Logistics       since Mar 2019",
        "23.2% ! over 20%",
        "Change                 down 9%",
        "10 Nov 2026",
        "12 days ago",
        "again and again",
        "none agreed: e adds it",
        "Operations manager,",
        "@harbourline.example.com",
        "A new finance ",
    ] {
        stage.shows(words);
    }
    // He left in September.
    stage.hides("Piers Halloran");
    stage.press("G").shows("once, not since").shows("170 days ago !").shows("Year before            nothing").hides("Change");
}

#[test]
fn a_long_detail_scrolls_when_it_has_the_keys() {
    let mut stage = Stage::sample().sized(100, 20);
    stage.shows("more ↓").hides("A new finance");
    stage.press("tab down*40").shows("Known as").hides("more ↓");
    assert_eq!(current(&stage), "Harbourline Freight");
    stage.press("tab down").shows("Osei Dental Group ─").shows("12 months              $86,500");
}

#[test]
fn a_click_takes_a_row_and_the_wheel_scrolls_under_the_pointer() {
    let mut stage = Stage::sample().sized(80, 16);
    stage.click("Northgate Council");
    assert_eq!(current(&stage), "Northgate Council");
    stage.send(Input::Wheel(1, 10, 8));
    assert_eq!(names(&stage)[0], "Northgate Council");
    stage.send(Input::Wheel(2, 10, 8));
    assert_eq!(current(&stage), names(&stage)[0]);
    stage.click("Lumen Physio").click("Lumen Physio").shows("▸ Lumen Physio");
}

#[test]
fn names_and_numbers_are_copied_as_text() {
    let mut stage = Stage::sample();
    stage.press("y").shows("Copied Harbourline Freight to your terminal's clipboard.");
    stage.press("down space space y").shows("Copied 2 customers");
    let copied: Vec<&str> = stage
        .asked()
        .iter()
        .filter_map(|asked| match asked {
            Request::Copy(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(copied[0], "Harbourline Freight: $142,300 in 12 months, 23.2% of the book, last invoice 10 Nov 2026");
    assert_eq!(
        copied[1],
        "Customer\t12 months (USD)\tShare %\tDays since last invoice\n\
         Osei Dental Group\t86500.00\t14.1\t12\nTallow & Pine\t61200.00\t10.0\t13\n"
    );
}

#[test]
fn an_empty_book_says_what_goes_here_and_what_cannot_work_says_why() {
    let mut stage = book_of(Vec::new());
    stage.shows("No customers yet. a adds one, : import brings a list.").shows("a add").hides("e edit").hides("x archive");
    stage.press("e").shows("! No customers yet. a adds one");
    stage.press("j k g G pagedown enter tab esc space A");
    stage.shows("0 customers     nothing in the last 12 months");
}

#[test]
fn a_customer_without_invoices_has_no_made_up_figures() {
    let stage = book_of(vec![Customer::named("Wren".into())]);
    stage.shows("│▌  Wren").shows("never").shows("No invoices yet, so there").shows("1 customer ").hides("$0").hides("0%");
}

#[test]
fn names_of_any_kind_keep_the_columns_straight() {
    let long = "x".repeat(10_000);
    let odd = ["株式会社海運", "e\u{301}cole du midi", "👩‍🔧 repairs", "\u{1b}[31mred\u{7}", "abc\u{202e}fed", "مرحبا", &long];
    let odd = odd.map(|name| Customer { tags: vec![name.into()], note: Some(name.into()), ..Customer::named(name.into()) });
    let mut stage = book_of(odd.into());
    for (width, height) in [(100, 30), (200, 30), (60, 20), (40, 12), (21, 7)] {
        stage.resize(width, height);
        stage.press("g").press("down*6");
        let area = stage.buffer().area;
        for row in 4..area.height - 3 {
            let edge = stage.buffer()[(area.width - 1, row)].symbol();
            assert!(matches!(edge, "│" | "╮" | "╯"), "{edge:?} in row {row}:\n{}", stage.picture());
        }
        let unclean = |letter: char| letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter);
        assert!(!stage.buffer().content.iter().any(|cell| cell.symbol().contains(unclean)));
    }
}

#[test]
fn the_cursor_stays_in_sight_at_every_size() {
    let mut stage = Stage::sample().sized(100, 30);
    stage.press("G");
    for (width, height) in [(80, 24), (40, 12), (120, 9), (20, 5), (200, 60), (99, 8), (30, 7), (100, 30)] {
        stage.resize(width, height);
        stage.shows("▌  Juniper Fl");
        stage.press("up down");
        stage.shows("▌  Juniper Fl");
    }
    for (width, height) in [(0, 0), (1, 1), (19, 4), (500, 1), (1, 500)] {
        stage.resize(width, height);
        stage.press("tab down / a enter esc esc");
    }
}

#[test]
fn discreet_mode_tells_nothing_of_the_others() {
    let mut stage = Stage::sample().sized(200, 60);
    let book = stage.book();
    stage.app = App::open(keepnet::app::Start { discreet: true, ..start(&book, DARK) }).unwrap();
    stage.pass(1).shows("142,300").shows("hidden");
    for secret in ["Harbourline", "Osei", "Dana", "Lumen", "Logistics, ", "retainer", "555 01"] {
        stage.hides(secret);
    }
}
